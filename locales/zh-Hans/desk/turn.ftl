# 轮到办公室办理的事项。
desk-turn-programme = 为{ $unit }设立{ -programme }
desk-turn-standard = { $unit }：第{ $number }轮开始前发布标准
desk-turn-open = { $unit }：开始第{ $number }轮
desk-turn-observers = { $unit }第{ $number }轮：派员听会
desk-turn-assess = { $unit }第{ $number }轮：会议已全部召开，可转入评估
desk-turn-freeze = { $unit }第{ $number }轮：固定抽查名单
desk-turn-seed = { $unit }第{ $number }轮：填写种子并抽取
desk-turn-call-up = { $unit }第{ $number }轮：向抽中单位调阅材料
desk-turn-rate = { $unit }第{ $number }轮：评定等次
desk-turn-tell = { $unit }第{ $number }轮：起草通报
desk-turn-send = { $unit }第{ $number }轮：把通报稿发给被点名单位核对
desk-turn-circulate = { $unit }第{ $number }轮：通报已发布，可进入下一阶段
desk-turn-close = { $unit }：结束第{ $number }轮
error-turn = 没有“{ $text }”这一事项。
