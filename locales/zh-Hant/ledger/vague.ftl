vague-column = 可追問
