call-up-ask = Call up materials
call-up-ask-why = Goes to every drawn unit that was not asked yet. What the register holds already costs the unit nothing.
call-up-act = Call them up
call-up-kinds = Materials
call-up-kinds-help = Only what exists anyway; the minutes are what it costs each unit.
call-up-kind = { $kind } ({ $minutes } min)
call-up-kind-here = { $kind } (in the register, 0 min)
call-up-due = By when
call-up-title = Materials called up from { $unit }
call-up-lede = Your unit was drawn by lot. By { $date }, say where these things are.
call-up-nothing-made = Only what exists already. Nothing is made, copied out or tidied up for this check; what doesn’t exist is left blank.
call-up-here = About these you need do nothing: whoever assesses them looks into the register.
call-up-why = One line each: where it is, or a link, and of which day it is. Blank means that it doesn’t exist.
call-up-submit = Say where they are
call-up-answered = Answered. Until the materials are assessed you may say it better.
call-up-said = Materials called up, and where the unit says they are
call-up-in-register = in the register
call-up-in-register-after = in the register, since the draw only
call-up-in-register-since = in the register: { $count }, { $since } of them since the draw
call-up-made = { $place } (of { $day })
call-up-made-after = { $place } (of { $day }: made after the draw)
call-up-day = { $kind }: of which day
call-up-files = { $count ->
    [one] One file
   *[other] { $count } files
}
call-up-list = Called up, and what was answered
call-up-answer = Answer
call-up-answered-on = answered on { $day }: { $there } of { $asked } there
call-up-awaited = not answered yet
call-up-not-in-register = not in the register
call-up-none = doesn’t exist
call-up-silent = { $days ->
    [one] no answer; the day passed yesterday
   *[other] no answer; the day passed { $days } days ago
}
call-up-nothing-asked = nothing asked of the unit
call-up-in-time = answered in time, on { $day }
call-up-late = { $days ->
    [one] answered late: on { $day }, a day after
   *[other] answered late: on { $day }, { $days } days after
}
call-up-answered-late = { $days ->
    [one] answered late on { $day }, a day after: { $there } of { $asked } there
   *[other] answered late on { $day }, { $days } days after: { $there } of { $asked } there
}
call-up-read = What was called up from { $unit }, which was drawn by lot, and what it answered.
call-up-of-draw = The draw
call-up-asked-on = Called up on
call-up-state = Answer
call-up-changed = Said anew on
call-up-all = What was answered
call-up-void = Nothing is asked of this unit any more: it is not looked at.
call-up-over = The materials are assessed. The answer stands as it is.
call-up-late-now = The day for this answer has passed. You may still answer; it will be marked as late.
call-up-not-here = The register has none of these. Nothing is asked of you for it; whoever assesses reads that there is none. What is entered now is told as entered after the draw.
call-up-file-late = attached after the day
