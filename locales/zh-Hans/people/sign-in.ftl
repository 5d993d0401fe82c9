sign-in-title = 登录
sign-in-lede = 使用管理员提供的账号。
sign-in-kept = 您的登录已经结束。刚才提交的内容尚未处理，已为您保存，登录后即可继续。
sign-in-login = 账号
sign-in-password = 密码
sign-in-enter = 登录
