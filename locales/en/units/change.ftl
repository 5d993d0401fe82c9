unit-change-title = Change units
unit-change-lede = Rename, move, open, close or join units by an order. Look at what it does before you carry it out.
unit-change-why = A change holds from the day on which it is entered; figures of earlier days stay what they were.
unit-change-kind = What is done
unit-change-kind-help = A unit that is closed or joined keeps what was settled there
unit-change-code = Unit
unit-change-code-help = By name or code; of a new unit the code that it gets
unit-change-name = Name
unit-change-name-help = The new name, where a unit is renamed or opened
unit-change-parent = Unit above
unit-change-parent-help = Where a unit is moved to or opened
unit-change-into = Unit that takes its place
unit-change-into-help = Where units are joined: what is open goes to this one, and so do the units beneath
unit-change-tier = Tier
unit-change-tier-help = Of a unit that is opened
unit-change-class = Class
unit-change-no-choice = not needed
unit-change-day = Day of the order
unit-change-day-help = Today or before; an order for a later day is entered on that day
unit-change-reason = Order and reason
unit-change-look = Look at what it does
unit-change-do = Carry it out
unit-change-do-why = Nothing was changed yet.
unit-change-done = Done: { $kind }
unit-change-sound = It can be done: { $kind }, { $name } ({ $unit }).
unit-change-beneath = { $count ->
    [one] One unit beneath it goes along.
   *[other] { $count } units beneath it go along.
}
unit-change-frames = { $count ->
    [one] It may stand in the frozen frame of one draw; that frame stays as it is.
   *[other] It may stand in the frozen frames of { $count } draws; those frames stay as they are.
}
unit-change-back = It can be taken back as long as nothing was done there since.
unit-change-final = Roles, posts and duties that end do not come back when it is taken back; joining units can’t be taken back.
unit-change-hangs = What hangs on the unit itself
unit-change-hangs-kind = What
unit-change-hangs-count = How many
unit-change-hangs-rule = What becomes of it
unit-change-hangs-none = Nothing hangs on it.
unit-change-goes-with = goes with the unit; rounds stay what they were
unit-change-undo = Take the last change back
unit-change-undo-why = Only as long as nothing was done at the unit or beneath it since.
unit-change-history = Changes
unit-change-column-from = Holds from
unit-change-column-what = Change
unit-change-column-day = Ordered on
unit-change-column-reason = Reason
unit-change-renamed = formerly { $before }, from then on { $after }
unit-change-moved = { $unit } moved from { $from } to { $to }
unit-change-opened = { $unit } opened beneath { $to }
unit-change-closed = { $unit } closed
unit-change-merged = { $unit } joined to { $into }
unit-change-reopened = the closing of { $unit } taken back
unit-closed-name = { $name } (closed)
unit-closed = Closed on
unit-formerly = Formerly
error-change-day = An order holds from its day on, and that day has not come: today is { $today }. Enter it on its day.
error-change-same-name = The unit is called { $name } already.
error-change-root = { $unit } is the whole organisation: it is renamed, never moved or closed.
error-change-whole = The whole organisation is renamed, never moved or closed.
error-change-beneath-itself = { $above } is { $unit } itself or stands beneath it.
error-change-there-already = { $unit } stands beneath { $above } already.
error-change-tier = { $unit } ({ $tier }) can’t stand beneath { $above } ({ $tier_above }): its tier must be lower.
error-change-units-beneath = { $count ->
    [one] One open unit stands beneath { $unit }: move it first, or join { $unit } to another unit.
   *[other] { $count } open units stand beneath { $unit }: move them first, or join { $unit } to another unit.
}
error-change-into-itself = { $into } is { $unit } itself or stands beneath it.
error-change-closed = { $unit } was closed on { $day }.
error-change-unknown = There is no unit { $unit }, or none that you may change.
error-change-code-alike = The code { $code } is, or looks like, { $other }, which is there already.
error-change-reopen = A unit is opened again only by taking its closing back.
error-change-column = The column “{ $column }” is not known or stands twice.
error-change-column-missing = The column “{ $column }” is missing.
error-undo-nothing = Nothing was changed of this unit.
error-undo-acted-on = Something was done at { $unit } since: change it by a new order.
error-undo-merge = What was joined is not taken apart: open a unit, and move to it what is to go there.
error-unit-change = “{ $text }” is no change: rename, move, open, close, merge.
error-hang = “{ $text }” is no kind of record.
error-hang-rule = “{ $text }” is no rule.
error-unsettled-programmes = { $unit } has { $count } rounds of its own that run, or takes part in a programme: close them, or end its part first.
error-unsettled-draws = { $unit } has { $count } draws with a frozen frame: draw or void them first.
error-unsettled-assessments = { $count } spot checks or appeals of { $unit } wait: assess, replace or decide them first.
error-unsettled-circulars = { $unit } has { $count } drafts of circulars: publish or drop them first.
error-unsettled-ledger = { $unit } has { $count } open problems and measures: join it to another unit, or close them first.
error-unsettled-requirements = { $unit } owes { $count } answers to circulars: join it to another unit, or have them answered first.
error-unsettled-visits = { $count } planned { -visit(form: "many") } are to { $unit }: join it to another unit, or call them off first.
error-unsettled-tasks = { $unit } has { $count } directions without a reply: join it to another unit, or settle them first.
error-unsettled = { $count } things at { $unit } have to be settled first.
