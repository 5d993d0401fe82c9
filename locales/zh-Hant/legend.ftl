legend-done = 完成
legend-under-way = 進行中
legend-not-begun = 未開始
legend-trouble = 逾期或退回
