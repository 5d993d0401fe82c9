# 人员文件的错误。
error-roll-file = 人员文件有误，没有改变任何内容。
error-roll-column = 缺少“{ $column }”列；须有 login、title、role、unit，可加 from、until。
error-roll-unknown-column = 不认识“{ $column }”列，请删除或改名。
error-roll-row = 这一行不是人员：{ $row }。请删除。
error-roll-empty = 里面没有人员。
error-roll-title = 同一登录名在第{ $line }行的名称不同。
error-roll-twice = 这些日子里在同一单位已有同一角色。
error-roll-faults = 有{ $count }处错误，列在上面。
