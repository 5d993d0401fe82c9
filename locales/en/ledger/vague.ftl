vague-column = To ask
