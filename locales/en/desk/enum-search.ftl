search-kind-unit = Units
search-kind-plan = Plans
search-kind-problem = Problems
search-kind-measure = Measures
search-kind-seminar = Sessions
search-kind-circular = Circulars
search-kind-visit = Visits
