many-title = 批量验收
many-lede = 待验收的措施{ $count }件。请勾选已经核实的；每件分别记录。
many-which = 措施
many-look = 先看一看
many-close = 同意{ $count }件销号
many-return = 退回{ $count }件
many-done = 已办理{ $count }件。
many-way = 批量验收
