# 一個短橫是「還沒有」,零就是零。
common-not-yet = —
common-seal = 實
common-skip = 跳到正文
common-menu = 選單
common-rooms = 欄目
common-crumbs = 所在位置
common-language = 語言
common-sign-out = 登出
common-footer = 每個數字都能點到它的每一條記錄，每次改動都留在日誌裡。
common-of-programme = { -programme }：
common-all-programmes = 全部{ -programme }
