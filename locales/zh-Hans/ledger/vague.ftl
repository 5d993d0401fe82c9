vague-column = 可追问
vague-no-instance = 具体发生了什么？
vague-no-date = 什么时候？
vague-no-number = 数量是多少？
vague-slogan = 口号背后是什么？
