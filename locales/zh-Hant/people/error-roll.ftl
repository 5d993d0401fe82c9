# 人員檔案的錯誤。
error-roll-file = 人員檔案有誤，沒有改變任何內容。
error-roll-column = 缺少「{ $column }」欄；須有 login、title、role、unit，可加 from、until。
error-roll-unknown-column = 不認得「{ $column }」欄，請刪除或改名。
error-roll-row = 這一列不是人員：{ $row }。請刪除。
error-roll-empty = 裡面沒有人員。
error-roll-title = 同一登入名在第{ $line }列的名稱不同。
error-roll-twice = 這些日子裡在同一單位已有同一角色。
error-roll-faults = 有{ $count }處錯誤，列在上面。
