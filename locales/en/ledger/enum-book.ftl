book-kind-problems = Problem list
book-kind-rectification = { -rectification-ledger(form: "One") }
book-kind-supervision = { -supervision-ledger(form: "One") }
book-column-serial = Serial
book-column-version = Version
book-column-problem-serial = Problem serial
book-column-unit-code = Unit code
book-column-unit = Responsible unit
book-column-source = Source
book-column-found-on = Found on
book-column-found-by = Reported by
book-column-aspect = Aspect
book-column-topic = Topic
book-column-level = Whose problem
book-column-problem = Problem
book-column-instance = Concrete instance
book-column-root-cause = Root cause
book-column-target = Target
book-column-leader = Responsible leader
book-column-assisting = Assisting units
book-column-contact = Contact
book-column-measure = Measure
book-column-owner = Owner
book-column-deliverable = Deliverable
book-column-time-class = Time class
book-column-due-on = Deadline
book-column-measures = Measures
book-column-closed = Closed
book-column-problem-state = State of the problem
book-column-signed-on = Signed on
book-column-missing = What was missing
book-column-proposal = Proposed instead, not signed yet
book-column-progress = Progress (%)
book-column-note = Progress note
book-column-as-of = As of
book-column-closed-on = Completed on
book-column-evidence = Evidence
book-column-recheck-on = Re-checked on
book-column-recheck-by = Re-checked by
book-column-recheck = Result of the re-check
book-column-state = State of the closure
book-column-approver = Verified by
book-column-visited-on = Checked on
book-column-method = Method
book-column-team = Team
book-column-feedback = Feedback
book-column-reply-by = Reply by
left-out-other-sheet = Another sheet, with { $count ->
    [one] one row
   *[other] { $count } rows
 }: one is read at a time; send it by itself.
left-out-hidden-sheet = A hidden sheet, with { $count ->
    [one] one row
   *[other] { $count } rows
 }. Show it and send it by itself if it is to be read.
left-out-heading = This heading is not known; { $count } cells stand below. Use a heading of the ledger if they are to be read.
left-out-no-heading = This column has no heading; { $count } cells stand in it.
left-out-twice = Its heading says the same as another one; { $count } cells stand below.
left-out-other-ledger = This ledger has no such column; { $count } cells stand in it.
left-out-above = Above the head.
left-out-hidden-row = Hidden, by a filter or by hand. Show it and send the file again if it is to be read.
left-out-total = A total.
left-out-signature = Who filled it in or checked it.
left-out-note = A note.
left-out-numbers = Numbers of the columns.
left-out-head-again = The head once more.
left-out-outside = Nothing stands in the columns that are known.
left-out-comment = A comment on a cell; comments are not read.
