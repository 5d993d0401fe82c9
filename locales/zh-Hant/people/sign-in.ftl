sign-in-title = 登錄
sign-in-lede = 使用管理員提供的賬號。
sign-in-login = 賬號
sign-in-password = 密碼
sign-in-enter = 登錄
