late-way = 逾期情况
late-title = { $unit }：逾期情况
late-lede = 截至{ $date }，按直接下级所辖统计；每个数字点开即是记录。
late-caption = 逾期未办
late-nothing = 没有逾期。
late-since = 已逾期
late-days = { $count }天
late-records-lede = { $unit }所辖，共{ $count }项。
