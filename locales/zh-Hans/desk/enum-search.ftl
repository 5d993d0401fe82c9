search-kind-unit = 单位
search-kind-plan = 方案
search-kind-problem = 问题
search-kind-measure = 措施
search-kind-seminar = 研讨
search-kind-circular = 通报
search-kind-visit = 督查调研
