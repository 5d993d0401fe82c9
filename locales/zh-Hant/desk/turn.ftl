# 輪到辦公室辦理的事項。
desk-turn-programme = 為{ $unit }設立{ -programme }
desk-turn-standard = { $unit }：第{ $number }輪開始前發佈標準
desk-turn-open = { $unit }：開始第{ $number }輪
desk-turn-observers = { $unit }第{ $number }輪：派員聽會
desk-turn-assess = { $unit }第{ $number }輪：會議已全部召開，可轉入評估
desk-turn-freeze = { $unit }第{ $number }輪：固定抽查名單
desk-turn-seed = { $unit }第{ $number }輪：填寫種子並抽取
desk-turn-call-up = { $unit }第{ $number }輪：向抽中單位調閱材料
desk-turn-rate = { $unit }第{ $number }輪：評定等次
desk-turn-tell = { $unit }第{ $number }輪：起草通報
desk-turn-send = { $unit }第{ $number }輪：把通報稿發給被點名單位核對
desk-turn-circulate = { $unit }第{ $number }輪：通報已發佈，可進入下一階段
desk-turn-close = { $unit }：結束第{ $number }輪
error-turn = 沒有「{ $text }」這一事項。
