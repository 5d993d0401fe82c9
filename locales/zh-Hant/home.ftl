home-title = 經得起檢驗的{ -programme }
home-lede = 這裡公布的內容任何人無需登錄即可查看和複核。
home-public-title = 公開內容
home-draws = 隨機抽查，附複核所需的全部內容
home-circulars = 已發布的通報
home-sign-in = 登錄
