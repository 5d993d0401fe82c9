journal-title = 日志
journal-lede = { $unit }及其所属单位的每一次改动，最新在前。每条都带有前一条的指纹。
journal-empty = 还没有任何改动。
journal-head = 所示最新一条的指纹：
journal-stands-on = 日志第 { $place } 条；由已签署的 { $size } 条检查点覆盖（{ $when }）
journal-stands-on-none = 日志第 { $place } 条；尚无检查点覆盖
journal-proofs = 下载本单位各条的证明
