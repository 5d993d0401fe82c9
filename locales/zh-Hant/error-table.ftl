# 須整張採用的表格中的錯誤。
error-table-twice = 「{ $heading }」欄出現了兩次。
error-table-sheets = 工作表「{ $sheet }」另有{ $count }列；請只留一張工作表。
error-table-cell-fault = 「{ $text }」是公式沒有找到結果時的顯示，請寫明原意。
error-table-cell-uncomputed = 有公式尚未算出結果，請在試算表中開啟並儲存後再提交。
error-table-cell-rounded = 「{ $text }」的末幾位數字已經遺失，請把儲存格設為文字後重新填寫。
error-table-cell-struck = 「{ $text }」全部或部分加了刪除線或被隱藏；請去掉這種格式，或刪去這些字。
error-table-cell-unseen = 儲存格裡有「{ $text }」，卻什麼也不顯示；請換成能顯示的格式。
error-table-cell-stray = 「{ $text }」含有看不見、或各人所見不同的字元，請刪除。
