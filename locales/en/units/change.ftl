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
unit-change-back = It can be taken back as long as nothing was done there since.
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
unit-elsewhere-name = { $name } (stands elsewhere today)
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
error-unsettled-draws = { $unit } has { $count } draws with a frozen frame: draw or void them first.
error-unsettled-ledger = { $unit } has { $count } open problems and measures: join it to another unit, or close them first.
error-unsettled-requirements = { $unit } owes { $count } answers to circulars: join it to another unit, or have them answered first.
error-unsettled = { $count } things at { $unit } have to be settled first.
unit-change-frames = { $count ->
    [one] One draw with a frozen frame loses a unit by it: that draw has to be voided and its frame frozen anew.
   *[other] { $count } draws with a frozen frame lose a unit by it: those draws have to be voided and their frames frozen anew.
}
unit-change-final = Roles, posts and duties that end do not come back when it is taken back.
unit-change-for-good = Joining can’t be taken back. Roles, posts and duties of the unit end.
unit-change-sound-with = It can be done: { $kind }, { $name } ({ $unit }) → { $other }.
unit-change-left-tasks = { $count ->
    [one] One direction from a unit that stands above it no more is not done: its sender goes on reading and finishing it.
   *[other] { $count } directions from units that stand above it no more are not done: their senders go on reading and finishing them.
}
unit-change-left-owed = { $count ->
    [one] It owes one answer to the circular of a unit that stands above it no more, which goes on reading it.
   *[other] It owes { $count } answers to circulars of units that stand above it no more, which go on reading them.
}
unit-change-reason-help = At least ten characters: which order, and why
unit-change-undone = Taken back by: { $kind }
unit-change-taken-back = { $words }: the order before was taken back
error-change-since = Something was changed since you looked. This is what it would do now.
error-change-not-asked = “{ $change }” does not ask for this: leave it empty, or choose another change.
error-change-from-above = { $unit } is the unit that you administer: whoever administers a unit above moves, closes or joins it.
error-change-empty = There is no change in it.
error-unsettled-rounds = { $count ->
    [one] A round of { $unit } itself runs: close it first.
   *[other] { $count } rounds of { $unit } itself run: close them first.
}
error-unsettled-bodies = { $unit } takes part in { -programme(form: "many") } of others ({ $count }): end its part first.
error-unsettled-checks = { $count ->
    [one] One spot check of { $unit } waits: assess or replace it first.
   *[other] { $count } spot checks of { $unit } wait: assess or replace them first.
}
error-unsettled-appeals = { $count ->
    [one] One appeal of { $unit } waits: decide it first.
   *[other] { $count } appeals of { $unit } wait: decide them first.
}
error-unsettled-drafts = { $count ->
    [one] { $unit } has a draft of a circular: publish or withdraw it first.
   *[other] { $unit } has { $count } drafts of circulars: publish or withdraw them first.
}
error-unsettled-passages = { $count ->
    [one] The check of a passage that names { $unit } is not over: it is answered first, or its draft published or withdrawn.
   *[other] The check of { $count } passages that name { $unit } is not over: they are answered first, or their drafts published or withdrawn.
}
error-unsettled-criticisms = { $count ->
    [one] { $unit } owes an answer to a criticism: join it to another unit, or answer it first.
   *[other] { $unit } owes answers to { $count } criticisms: join it to another unit, or answer them first.
}
error-unsettled-visits = { $count ->
    [one] { -visit(form: "A") } to { $unit } is planned: join it to another unit, or call it off first.
   *[other] { $count } { -visit(form: "many") } to { $unit } are planned: join it to another unit, or call them off first.
}
error-unsettled-visit-items = { $count ->
    [one] { $unit } owes an answer to what { -visit(form: "a") } left: answer it, or take it up in the ledger, first.
   *[other] { $unit } owes { $count } answers to what { -visit(form: "many") } left: answer them, or take them up in the ledger, first.
}
error-unsettled-tasks = { $count ->
    [one] One direction to or from { $unit } is not done: join it to another unit, or finish it first.
   *[other] { $count } directions to or from { $unit } are not done: join it to another unit, or finish them first.
}
error-unsettled-questions = { $count ->
    [one] One question to or from { $unit } has no answer: join it to another unit, or have it answered first.
   *[other] { $count } questions to or from { $unit } have no answer: join it to another unit, or have them answered first.
}
error-change-name-taken = Another unit beside it is called “{ $name }”: give a name that tells them apart.
