unit-code = Code
unit-tier = Tier
unit-class = Class
unit-origin = Origin
unit-synthetic = made up for the demonstration
unit-duties = Duties
unit-duties-none = No duty was laid on this unit.
unit-duty-kind = Duty
unit-duty-post = Carried by
unit-duty-state = Taken up
unit-duty-body = the { -leading-group }
unit-duty-open = not acknowledged
unit-plans = Plans
unit-plans-none = No plan was submitted.
unit-plan-theme = Theme
unit-plan-version-head = Version
unit-plan-state = State
unit-ratings = Ratings
unit-ratings-none = Not rated yet.
unit-rating-round = Round
unit-rating-grade = Grade
unit-rating-score = Score
unit-ledger = Ledger
unit-ledger-none = No measure is on the ledger.
unit-ledger-state = State
unit-ledger-count = Measures
unit-visits = { -visit(form: "Many") }
unit-visits-none = Nobody from above was here yet.
unit-beneath = { $count ->
    [one] 1 directly beneath
   *[other] { $count } directly beneath
}
unit-duty-acknowledged = acknowledged { $date }
unit-duty-acknowledge = Acknowledge: { $kind }
unit-plan-version = { $version }
unit-observers = Who listens in
unit-progress = Progress as { -visit(form: "many") } saw it
