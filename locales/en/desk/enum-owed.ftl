# What waits for a person, kind by kind.
owed-kind-plan = Plans to submit
owed-kind-plan-again = Plans that were returned
owed-kind-plan-sent-back = Plans that the head sent back
owed-kind-session = { -session(form: "Many") } to hold
owed-kind-plan-sign = Plans to sign
owed-kind-plan-review = Plans to review
owed-kind-standard-agree = Standards to agree to
owed-kind-duty = Duties to acknowledge
owed-kind-pass-down = Duties to lay on the units beneath
owed-kind-first-vacant = A post without holder
owed-kind-duty-twice = Duties laid on twice
owed-kind-visit-item = What { -visit(form: "many") } left to be answered
owed-kind-guidance = Guidance to acknowledge
owed-kind-visit-planned = { -visit(form: "Many") } to make
owed-kind-support = Help to give
owed-kind-seat-vacant = Observers to replace
owed-kind-task = Directions to answer
owed-kind-reminder = Reminders to acknowledge
owed-kind-task-replied = Replies to directions
owed-kind-sheet = Sheets to hand in
owed-kind-second-sheet = Materials to mark beside another assessor
owed-kind-materials = Materials to assess
owed-kind-closure-approval = Closures to approve
owed-kind-closure-verification = Closures to verify
owed-kind-change-approval = Changes of days to approve
owed-kind-change-decision = Changes of days to decide on
owed-kind-look-back = Look-backs to make
owed-kind-inquiry = Questions on the ledger to reply to
owed-kind-findings = Problems to sign
owed-kind-report-sign = Reports to sign
owed-kind-problem-again = Problems that were returned
owed-kind-measure-due = Measures that are due
owed-kind-circular = Circulars to read
owed-kind-call-up = Materials called up
owed-kind-question = Questions to answer
owed-kind-burden-answer = Units that call a request too much
owed-kind-burden-known = Requests of offices beneath that units call too much
owed-kind-passage = Passages of circulars to check
owed-kind-passage-answered = Passages that the office answered
owed-kind-passage-answer = Circulars on which units wait for an answer
owed-kind-circular-ready = Circulars to publish
owed-kind-appeal = Appeals to decide
owed-kind-criticism = Criticisms to answer
owed-kind-obligation = Requirements of circulars
owed-kind-comments = Comments to read
owed-kind-suggestion = Suggestions from above
owed-kind-turn = What comes next in { -programme(form: "many") } and rounds
owed-kind-accounts = Accounts and links
owed-kind-unmanned = Posts that nobody holds
error-owed-kind = Nothing of the kind “{ $text }” ever waits
owed-count = { $count ->
    [one] one
   *[other] { $count }
}
owed-more = { $count ->
    [one] One more
   *[other] { $count } more
}
owed-column-due = By, or since
owed-column-late = Late, or waits
owed-column-what = What
owed-first = { $shown } of { $count }: the others come when these are done
owed-column-about = About
owed-kind-resolution = Resolutions to carry out
owed-kind-activity = Other activities to hold
