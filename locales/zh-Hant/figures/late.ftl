late-way = 逾期情況
late-title = { $unit }：逾期情況
late-lede = 截至{ $date }，按直接下級所轄統計；每個數字點開即是記錄。
late-caption = 逾期未辦
late-nothing = 沒有逾期。
late-since = 已逾期
late-days = { $count }天
late-records-lede = { $unit }所轄，共{ $count }項。
