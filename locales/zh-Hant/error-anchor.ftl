error-anchor-rewritten = 日誌與已簽署的前 { $size } 條檢查點不符，不再簽署。請執行 earnest journal verify。
error-anchor-key = 簽署密鑰不可用：{ $why }
error-anchor-note = 檢查點無法讀取：{ $why }
error-anchor-none = 尚無檢查點。請先執行 earnest journal checkpoint。
error-anchor-later = 這一條在該檢查點（{ $size } 條）之後，請用更晚的檢查點；若還沒有，請先簽署。
error-anchor-no-such = 沒有恰為 { $size } 條的檢查點。
