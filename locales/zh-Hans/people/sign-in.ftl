sign-in-title = 登录
sign-in-lede = 使用管理员提供的账号。
sign-in-login = 账号
sign-in-password = 密码
sign-in-enter = 登录
