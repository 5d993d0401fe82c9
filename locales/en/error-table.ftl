# What is wrong with a table that is taken as a whole.
error-table-twice = The column “{ $heading }” stands twice.
error-table-sheets = The sheet “{ $sheet }” holds { $count } rows besides; keep one sheet.
error-table-cell-fault = “{ $text }” is what a formula shows that found nothing; write what is meant.
error-table-cell-uncomputed = A formula has no result yet; open and save the file in a spreadsheet.
error-table-cell-rounded = “{ $text }” has lost its last digits; make the cell a text and write it anew.
error-table-cell-struck = “{ $text }” is struck through or hidden, in part or whole; take that away, or the words.
error-table-cell-unseen = The cell holds “{ $text }” and shows nothing; give it a format that shows it.
error-table-cell-stray = “{ $text }” holds signs that are not seen, or not by everybody alike; remove them.
