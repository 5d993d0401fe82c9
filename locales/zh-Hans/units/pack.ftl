pack-refused = 方案包有错误，没有收入
