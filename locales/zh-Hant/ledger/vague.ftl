vague-column = 可追問
vague-no-instance = 具體發生了什麼？
vague-no-date = 什麼時候？
vague-no-number = 數量是多少？
vague-slogan = 口號背後是什麼？
