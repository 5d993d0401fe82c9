file-offer = 下載：
file-list = 列表
file-note = { $label }：附註
file-address = 網址
