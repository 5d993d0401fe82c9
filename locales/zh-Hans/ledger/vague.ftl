vague-column = 可追问
