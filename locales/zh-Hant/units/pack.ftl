pack-refused = 方案包有錯誤，沒有收入
