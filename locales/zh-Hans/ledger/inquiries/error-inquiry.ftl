error-inquiry-kind = 没有“{ $text }”这种提问。
error-inquiry-waits = 该问题已在等单位答复。
error-inquiry-gone = 情况已变，无可问。
error-text-kind = 没有“{ $text }”这种文字。
