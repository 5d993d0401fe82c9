home-title = 经得起检验的{ -programme }
home-lede = 这里公布的内容任何人无需登录即可查看和复核。
home-public-title = 公开内容
home-draws = 随机抽查，附复核所需的全部内容
home-circulars = 已发布的通报
home-sign-in = 登录
