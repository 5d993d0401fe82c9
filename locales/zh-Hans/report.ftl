report-title = 报告
report-lede = { $unit }，截至{ $date }。每个数字都可点开看到对应的每一条记录。
report-round = 第{ $number }轮 · { $topic } · { $state }
report-no-comments = 目前还没有人发表评论。
report-comments = 已公布{ $count }条评论。
figure-column-record = 记录
figure-empty = 数值为零：没有对应的记录。
