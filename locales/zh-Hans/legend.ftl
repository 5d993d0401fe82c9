legend-done = 完成
legend-under-way = 进行中
legend-not-begun = 未开始
legend-trouble = 逾期或退回
