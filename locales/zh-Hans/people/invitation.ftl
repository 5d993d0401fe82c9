invitation-title = 设置密码
invitation-lede = 由您本人选定，他人无从得知。
invitation-why = 至少 10 个字符；几个词连在一起比符号更好记。
invitation-password = 密码
invitation-again = 再输一次
invitation-submit = 保存
invitation-done = 密码已保存，请用它登录。
invitation-whose = 登录名：{ $login }（{ $title }）。密码由您自行设定，别人看不到。
