security-kind-signed-in = 登入
security-kind-refused = 登入被拒
security-kind-waits = 須等待
security-kind-signed-out = 登出
security-kind-password-refused = 目前密碼有誤
security-kind-forged = 來自別處的表單
security-kind-rights = 權限或密碼變更
