search-kind-unit = 单位
search-kind-plan = 方案
search-kind-problem = 问题
search-kind-measure = 措施
search-kind-seminar = { -session }
search-kind-circular = 通报
search-kind-visit = { -visit }
