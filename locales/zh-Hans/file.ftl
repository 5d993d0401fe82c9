file-offer = 下载：
file-list = 列表
file-note = { $label }：附注
file-address = 网址
