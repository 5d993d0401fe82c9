# 首次啟動時填寫的錯誤。
error-set-up-code = 驗證碼不對。它顯示在啟動程式的視窗裡。
error-set-up-pack = 請選擇一個方案包。
error-set-up-again = 兩次輸入不一致。
error-set-up-units-large = 內容過大，不能在這裡提交；請用 earnest units import 匯入。
error-set-up-units-twice = 請選擇檔案，或者直接填寫，二者只取其一。
error-set-up-units-none = 裡面沒有單位。
error-set-up-already = 名錄庫剛剛已經建立。
error-set-up-units = 有{ $count }列不對，列在上面。
error-set-up-pack-faults = 方案包有{ $count }處錯誤，第一處：{ $first }
