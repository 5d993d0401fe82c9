fault-missing-title = 這裏沒有可供你查看的內容
fault-missing-text = 頁面不存在，或者不在你的權限範圍內。請核對地址，或向你的辦公室詢問。
fault-refused-title = 現在不能這樣做
fault-forged-title = 表單未被接受
fault-forged-text = 它不是從你當前會話的頁面發出的。請返回並重新載入頁面後再提交；沒有任何內容被改動。
fault-broken-title = 系統出現問題
fault-broken-text = 沒有任何操作只完成一半：要麼全部保存，要麼完全沒有。請稍後再試。
fault-way-home = 回到首頁
