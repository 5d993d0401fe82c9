tour-plan = Plan a tour
tour-plan-lede = Sent by { $unit }. One { -visit } can serve several purposes.
tour-plan-why = Contact units, the portfolio and units with something late come first.
tour-who = Who leads
tour-no-posts = Register a post that can lead first.
tour-purposes-help = One purpose a line.
tour-units = Where to
tour-units-help = Contact units are chosen already.
tour-codes = Other units
tour-codes-help = One a line, by name or code; where several have the name, with the unit above: Cardiology · Harbour
tour-choice = { $unit } ({ $why })
tour-overdue = { $count ->
    [one] 1 measure overdue
   *[other] { $count } measures overdue
}
tour-silent = silent
tour-days = Days
tour-chosen-by = Chosen because
tour-planned = The tour is planned.
tour-coming = Planned { -visit(form: "many") }
tour-other = The other tour
tour-combine = Put it into another trip
tour-combine-why = One trip less is one reception less for the unit.
tour-combined = It is in the other trip now.
tour-weigh = See what it asks of the units
tour-team = Who goes along
tour-programmes = Programmes that it is for
