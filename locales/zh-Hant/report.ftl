report-title = 報告
report-lede = { $unit }，截至{ $date }。每個數字都可點開看到對應的每一條記錄。
report-round = 第{ $number }輪 · { $topic } · { $state }
report-no-comments = 目前還沒有人發表評論。
report-comments = 已公佈{ $count }條評論。
figure-column-record = 記錄
figure-empty = 數值為零：沒有對應的記錄。
