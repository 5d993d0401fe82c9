security-kind-signed-in = 登录
security-kind-refused = 登录被拒
security-kind-waits = 须等待
security-kind-signed-out = 退出
security-kind-password-refused = 当前密码有误
security-kind-forged = 来自别处的表单
security-kind-rights = 权限或密码变更
