journal-title = 日志
journal-lede = { $unit }及其所属单位的每一次改动，最新在前。每条都带有前一条的指纹。
journal-empty = 还没有任何改动。
journal-head = 所示最新一条的指纹：
