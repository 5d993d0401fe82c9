form-optional = （选填）
form-errors-title = 有 { $count } 处需要改正
form-error-colon = ：
form-minutes = 约需 { $minutes } 分钟。
form-saved = 已自动保存（{ $time }）
