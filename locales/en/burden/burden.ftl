burden-title = Burden
burden-lede = { $unit } and beneath, { $month }. Every request costs minutes; each figure opens to its requests.
burden-past = Told as it is known today: what was entered or taken back since that month is in it.
burden-own = What this unit was asked for
burden-own-none = Nothing was asked of this unit in this month.
burden-none = Nothing was asked here in this month.
burden-tiers = Tier by tier
burden-tiers-says = Different units that were asked for something, and how many of them went over their budget of the month or the week.
burden-unit-title = What this unit is asked for
burden-month-minutes = minutes asked for in the month, of its budget
burden-week-minutes = minutes asked for in the week, of its budget
burden-month-requests = { $count ->
    [one] request in the month
   *[other] requests in the month
}
burden-over-short = { $words }, over
burden-column-request = Request
burden-column-requests = Requests
burden-column-day = Day
burden-column-minutes = Minutes
burden-column-say = Too much?
burden-column-tier = Tier
burden-column-units = Units asked
burden-units-over = Units over their budget
burden-units-within = Units within their budget
burden-units-none = No unit stands so in this month.
burden-column-over = Over budget
burden-column-budget = Budget of the month
burden-column-issuer = Asked by
burden-column-answerer = Answered by
burden-column-answer = Answer
burden-kind-within = within the budget
burden-kind-over = over the budget
burden-too-much = say that it is too much
burden-request-words = { $kind }: { $label }
burden-requests-of = { $minutes ->
    [one] requests, of one minute together
   *[other] requests, of { $minutes } minutes together
}
burden-first = The first { $count } are shown; the file has all.
burden-asks = { $units ->
    [one] This asks one unit for { $minutes } minutes
   *[other] This asks { $units } units for { $minutes } minutes together
}
burden-frame = { $units ->
    [one] One unit is in the frame; if drawn it is asked for { $minutes } minutes
   *[other] { $units } units are in the frame; each one drawn is asked for { $minutes } minutes
}
burden-within = No unit goes over its budget by it.
burden-over-names = { $count ->
    [one] One unit goes over its budget: { $names }.
   *[other] { $count } units go over their budget, among them { $names }.
}
burden-and = { ", " }
burden-stops = { $count ->
    [one] For one of them the budget stops the request.
   *[other] For { $count } of them the budget stops the request.
}
burden-reports = Called too much
burden-reports-says = A unit may say upward that a request is too much; the office that issued it must answer, and the tier above it sees both.
burden-reports-none = No request was called too much.
burden-unanswered = not answered in time
burden-waits = to be answered by { $date }
burden-reported-on = Said on
burden-report-title = Say that a request is too much
burden-report-lede = A unit calls this request too much.
burden-report-field = Why it is too much
burden-report-help = What it costs, and what would do instead: at least ten characters.
burden-report-why = The office that issued the request must answer within ten days; the tier above it sees it too. Nobody is worse off for saying so.
burden-report-send = Send upward
burden-answer-why = The unit and the tier above you see the answer. It stands as it is given.
burden-answer-decision = What becomes of the request
burden-answer-reply = Reason
burden-answer-due = To be answered by
burden-answer-send = Answer
burden-settings-title = Minutes and budgets
burden-settings-lede = For the units beneath { $unit }. The nearest office above a unit counts. What is set counts from today on; days before keep what stood then.
burden-settings-why = What a request costs the unit that is asked, and how much may be asked of it. A budget that stops refuses requests from every tier above.
burden-settings-minutes = Minutes of a request
burden-settings-tier = Budget: { $tier }
burden-settings-week = Minutes a week
burden-settings-month = Minutes a month
burden-settings-excess = Beyond it
burden-settings-save = Set
burden-elsewhere-way = Report something else that is too much
burden-elsewhere-words = Asked elsewhere: { $what }
burden-elsewhere-title = Call too much what the register does not know
burden-elsewhere-lede = Whatever anybody asks of your unit: a form, a statistic, a quota, a meeting.
burden-elsewhere-what = What is asked
burden-elsewhere-what-help = In a few words: monthly table of the grain office, for instance.
burden-elsewhere-by = Who asks
burden-elsewhere-by-help = The department or office, by its name.
burden-elsewhere-to = Who is to answer
burden-elsewhere-to-help = A unit above yours. It answers even if another department asks: it can speak for you there.
burden-elsewhere-why = Whoever you name must answer within ten days, and is late after that. The tier above it sees it, too. Nobody is worse off for saying so.
