# 首次启动时填写的错误。
error-set-up-code = 验证码不对。它显示在启动程序的窗口里。
error-set-up-pack = 请选择一个方案包。
error-set-up-again = 两次输入不一致。
error-set-up-units-large = 内容过大，不能在这里提交；请用 earnest units import 导入。
error-set-up-units-twice = 请选择文件，或者直接填写，二者只取其一。
error-set-up-units-none = 里面没有单位。
error-set-up-already = 名录库刚刚已经建立。
error-set-up-units = 有{ $count }行不对，列在上面。
error-set-up-pack-faults = 方案包有{ $count }处错误，第一处：{ $first }
