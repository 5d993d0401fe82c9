recount-title = Recounts
recount-lede = Round { $round }, “{ $topic }”: what the drawn units’ records claim, and what assessors found when they counted anew.
recount-none = Nothing drawn yet
recount-none-why = Figures are counted anew at units that were drawn by lot.
recount-kind = Figure
recount-means = Claimed is what the register held of the unit that day. Checked is how many of these records an assessor looked at; confirmed is how many of those exist as they are recorded. The factor is confirmed over checked, estimated for all units of the frame from those that were drawn; the range below it is a 95 % interval: of 100 such draws, about 95 give a range that holds the true value. Within a unit the assessor chose which records to look at; the range doesn’t cover that choice.
recount-missing = At { $count } of the { $drawn } drawn units this figure was not counted anew, or there was nothing to count. The factor speaks of units with records, as if these were like the others of their class.
recount-small = { $count ->
    [one] Only one unit was counted at: the sample is small, and the ranges are wide for that reason.
   *[other] Only { $count } units were counted at: the sample is small, and the ranges are wide for that reason.
}
recount-factor-title = Verification factor
recount-factors = Claimed, checked and confirmed by class, with the verification factor
recount-factor = Factor
recount-n = Counted of all
recount-claimed = Claimed
recount-checked = Checked
recount-confirmed = Confirmed
recount-known = all units
recount-floor = With fewer than { $floor } units counted at there is no factor; the units themselves are listed instead. Where the share is the same at every unit, the sample shows no spread and there is no range; that is no proof for the others.
recount-units = Unit by unit
recount-lines = Claimed, checked and confirmed at each unit
recount-lines-none = No unit was counted at yet
recount-counted = Counted
recount-open-title = Still to be counted at
recount-fill-title = Count anew at { $unit }
recount-fill-lede = Round { $round }, spot check. Leave empty what you did not look at.
recount-why = Shows how far reported figures can be relied on. Only records that exist already are looked at; nothing is made for this. A recount can’t be changed afterwards.
recount-submit = Record the recount
recount-claims = { $figure }: { $claimed } on record
recount-no-claim = Nothing on record, nothing to count.
recount-nothing = Nothing is left to count here
recount-done = { $figure }: of { $claimed } on record, { $checked } were looked at and { $confirmed } confirmed.
recount-checked-of = { $figure }: records looked at
recount-checked-help = 1 to { $most }
recount-confirmed-of = { $figure }: of these, confirmed
recount-confirmed-help = Those that exist as they are recorded.
