form-optional = （選填）
form-errors-title = 有 { $count } 處需要改正
form-error-colon = ：
form-minutes = 約需 { $minutes } 分鐘。
form-saved = 已自動保存（{ $time }）
