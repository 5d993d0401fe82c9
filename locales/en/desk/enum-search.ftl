search-kind-unit = Units
search-kind-plan = Plans
search-kind-problem = Problems
search-kind-measure = Measures
search-kind-seminar = { -session(form: "Many") }
search-kind-circular = Circulars
search-kind-visit = { -visit(form: "Many") }
