error-inquiry-kind = 沒有“{ $text }”這種提問。
error-inquiry-waits = 該問題已在等單位答覆。
error-inquiry-gone = 情況已變，無可問。
error-text-kind = 沒有「{ $text }」這種文字。
