many-title = 批次驗收
many-lede = 待驗收的措施{ $count }件。請勾選已經核實的；每件分別記錄。
many-which = 措施
many-look = 先看一看
many-close = 同意{ $count }件銷號
many-return = 退回{ $count }件
many-done = 已辦理{ $count }件。
many-way = 批次驗收
