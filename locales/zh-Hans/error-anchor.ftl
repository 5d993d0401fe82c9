error-anchor-rewritten = 日志与已签署的前 { $size } 条检查点不符，不再签署。请运行 earnest journal verify。
error-anchor-key = 签署密钥不可用：{ $why }
error-anchor-note = 检查点无法读取：{ $why }
error-anchor-none = 尚无检查点。请先运行 earnest journal checkpoint。
error-anchor-later = 这一条在该检查点（{ $size } 条）之后，请用更晚的检查点；若还没有，请先签署。
error-anchor-no-such = 没有恰为 { $size } 条的检查点。
