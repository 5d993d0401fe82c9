invitation-title = 設定密碼
invitation-lede = 由您本人選定，他人無從得知。
invitation-why = 至少 10 個字元；幾個詞連在一起比符號更好記。
invitation-password = 密碼
invitation-again = 再輸一次
invitation-submit = 保存
invitation-done = 密碼已保存，請用它登入。
invitation-whose = 登入名：{ $login }（{ $title }）。密碼由您自行設定，別人看不到。
