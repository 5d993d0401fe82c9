board-title = Units beneath { $unit }
board-title-round = Round { $number } · { $topic }
board-lede = As of { $date }. Every number opens to each of its records.
figure-all-rounds = { $figure } · all rounds
board-round = Round { $number }
board-rounds = Rounds:
board-legend-note = A unit’s name goes down a tier; the same columns stand at every tier.
board-caption = Units beneath { $unit } and how far each step has come
board-empty = No unit stands beneath this one.
board-open-unit = Open the unit’s own page
board-column-unit = Unit
board-column-duties = Duties
board-column-plan = Plan
board-column-seminar = { -seminar(form: "One") }
board-column-observation = Observation
board-column-spot-check = Spot check
board-column-rating = Rating
board-column-measures = Measures closed
board-duties-none = none taken up
board-duties-until = down to { $tier }, not all
board-plan-none = not submitted
board-sent = { $count ->
    [one] 1 sent
   *[other] { $count } sent
}
board-duties-down = down to { $tier }
board-column-burden = Minutes asked
board-session-lead = { $day } · lead { $came }
board-plan-not-owed = not owed: the unit came after the round had opened
board-gone = { $count ->
    [one] One unit that owed this round was closed or stands elsewhere since, and goes on counting in it: { $names }.
   *[other] { $count } units that owed this round were closed or stand elsewhere since, and go on counting in it: { $names }.
}
