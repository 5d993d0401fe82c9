fault-missing-title = 这里没有可供你查看的内容
fault-missing-text = 页面不存在，或者不在你的权限范围内。请核对地址，或向你的办公室询问。
fault-refused-title = 现在不能这样做
fault-forged-title = 表单未被接受
fault-forged-text = 它不是从你当前会话的页面发出的。请返回并重新载入页面后再提交；没有任何内容被改动。
fault-broken-title = 系统出现问题
fault-broken-text = 没有任何操作只完成一半：要么全部保存，要么完全没有。请稍后再试。
fault-way-home = 回到首页
