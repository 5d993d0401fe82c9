# 一个短横是“还没有”,零就是零。
common-not-yet = —
common-seal = 实
common-skip = 跳到正文
common-menu = 菜单
common-rooms = 栏目
common-crumbs = 所在位置
common-language = 语言
common-sign-out = 退出
common-footer = 每个数字都能点到它的每一条记录，每次改动都留在日志里。
common-of-programme = { -programme }：
common-all-programmes = 全部{ -programme }
