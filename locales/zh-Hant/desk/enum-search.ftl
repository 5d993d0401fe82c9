search-kind-unit = 單位
search-kind-plan = 方案
search-kind-problem = 問題
search-kind-measure = 措施
search-kind-seminar = { -session }
search-kind-circular = 通報
search-kind-visit = { -visit }
