journal-title = 日誌
journal-lede = { $unit }及其所屬單位的每一次改動，最新在前。每條都帶有前一條的指紋。
journal-empty = 還沒有任何改動。
journal-head = 所示最新一條的指紋：
journal-stands-on = 日誌第 { $place } 條；由已簽署的 { $size } 條檢查點覆蓋（{ $when }）
journal-stands-on-none = 日誌第 { $place } 條；尚無檢查點覆蓋
journal-proofs = 下載本單位各條的證明
