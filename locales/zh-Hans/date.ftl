# 句子里的日期;表格里用 10-28。
date-day-month = { $month }月{ $day }日
date-day-month-year = { $year }年{ $month }月{ $day }日
