# 须整张采用的表格中的错误。
error-table-twice = “{ $heading }”列出现了两次。
error-table-sheets = 工作表“{ $sheet }”另有{ $count }行；请只留一张工作表。
error-table-cell-fault = “{ $text }”是公式没有找到结果时的显示，请写明原意。
error-table-cell-uncomputed = 有公式尚未算出结果，请在电子表格中打开并保存后再提交。
error-table-cell-rounded = “{ $text }”的末几位数字已经丢失，请把单元格设为文本后重新填写。
error-table-cell-struck = “{ $text }”全部或部分加了删除线或被隐藏；请去掉这种格式，或删去这些字。
error-table-cell-unseen = 单元格里有“{ $text }”，却什么也不显示；请换成能显示的格式。
error-table-cell-stray = “{ $text }”含有看不见、或各人所见不同的字符，请删除。
