search-kind-unit = 單位
search-kind-plan = 方案
search-kind-problem = 問題
search-kind-measure = 措施
search-kind-seminar = 研討
search-kind-circular = 通報
search-kind-visit = 督查調研
