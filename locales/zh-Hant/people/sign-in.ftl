sign-in-title = 登錄
sign-in-lede = 使用管理員提供的帳號。
sign-in-kept = 您的登錄已經結束。剛才提交的內容尚未處理，已為您保存，登錄後即可繼續。
sign-in-login = 帳號
sign-in-password = 密碼
sign-in-enter = 登錄
