journal-title = 日誌
journal-lede = { $unit }及其所屬單位的每一次改動，最新在前。每條都帶有前一條的指紋。
journal-empty = 還沒有任何改動。
journal-head = 所示最新一條的指紋：
