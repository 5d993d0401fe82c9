error-circular-draft-state = The state “{ $text }” is not known.
error-circular-draft-step = The step “{ $text }” is not known.
error-circular-draft-over = This draft was sent, published or given up and can’t be changed.
error-circular-glyph = “{ $field }”: { $fault }
error-circular-unchecked = Send it to the units named first.
error-circular-answers = { $count ->
    [one] One unit waits
   *[other] { $count } units wait
 } for your answer.
error-circular-silent = { $count ->
    [one] One unit has its
   *[other] { $count } units have their
 } turn; the last day is { $day }.
error-circular-rows = { $count ->
    [one] One unit stands in the table of results alone; it can say what is wrong until { $day }.
   *[other] { $count } units stand in the table of results alone; they can say what is wrong until { $day }.
}
error-passage-state = The state “{ $text }” is not known.
error-passage-step = Choose one.
error-passage-now = This passage does not take that step now.
error-passage-late = The last day for an answer has passed.
error-check-day = The last day is tomorrow at the earliest.
error-addressees = Choose whom it is for.
error-appeal-state = Choose how it ends.
error-appeal-decided = This appeal is decided.
error-appeal-late = The last day for an appeal, { $day }, has passed.
error-appeal-own = Whoever marked or rated does not decide.
error-appeal-score = Give a score from 0 to 100.
error-appeal-once = A rating can be appealed once.
error-rating-appealed = An appeal was lodged in this round; nothing is rated again, the decision changes the result.
error-rating-in-check = Units are being told their results in the check of this round’s circular. Give that draft up before you rate again.
error-circular-draft-pending = A draft of this round is begun already: go on with it, or give it up first.
error-circular-uncorrected = Another version was published since this draft was begun. Give it up and write a correction that says what it corrects.
error-circular-unit-gone = { $unit } is there no more: nobody could answer for it. Take it out of the passage.
error-circular-unit-gone-into = { $unit } is there no more: name { $other }, which took its place and answers for it.
