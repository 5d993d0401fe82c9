desk-title = What waits for you
desk-lede = { $date }. { $count ->
    [0] Nothing waits.
    [one] One thing waits.
   *[other] { $count } things wait.
}
desk-empty = Nothing waits for you today.
desk-empty-way = Look at the rounds
desk-today = today
desk-plan = { $unit }: submit the plan for round { $number }
desk-of-whom = { $words } ({ $of })
desk-plan-again = { $unit }: mend the returned plan of round { $number } and submit it again
desk-plan-review = Review the plan of { $unit }, round { $number }
desk-duty = { $unit }: acknowledge the duties laid on it
desk-findings = { $unit }: sign the problems that wait for the head
desk-problem-again = { $unit }: problem { $serial } was returned; say what is missing
desk-sheet = Hand in the sheet on the { -session } of { $unit }, round { $number }
desk-second-sheet = Mark the materials of { $unit }, round { $number }, beside another assessor and without seeing their sheet
desk-materials = Assess the materials of { $unit }, drawn in round { $number }
desk-closure-approval = { $unit }: approve the closure of measure { $serial }
desk-closure-verification = Verify the closure of measure { $serial } of { $unit }
desk-measure-due = { $unit }: report on measure { $serial }, or ask for its closure
desk-circular = Read the circular “{ $title }” and confirm it for { $unit }
desk-unmanned-officer = Nobody can write the plan of round { $number } for { $unit }: it has no officer
desk-unmanned-head = Something waits for the head of { $unit }, and nobody is the head
desk-waits-days = { $days ->
    [one] waits for one day
   *[other] waits for { $days } days
}
desk-pass-down = { $unit }: lay duties on the units beneath ({ $number } without)
desk-first-vacant = { $count } units beneath { $unit } have nobody who is { -first-responsible }: lay it on
desk-duty-twice = { $count } duties beneath { $unit } are laid on twice: end one of each
desk-question = Answer the question “{ $label }” for { $unit }
desk-burden-answer = { $unit } calls this too much: { $label }. Answer
desk-burden-known = { $unit } calls this too much: { $label }. The office beneath you must answer
desk-plan-sent-back = { $unit }: mend the plan of round { $number } that the head sent back
desk-plan-sign = { $unit }: sign the plan for round { $number }
desk-report-sign = { $unit }: sign the frozen report
desk-change-approval = { $unit }: a change of days is asked for, measure { $serial }
desk-change-decision = Decide on a change of days for measure { $serial } of { $unit }
desk-look-back = Look back at measure { $serial } of { $unit }
desk-inquiry = { $unit }: a question waits for your reply
desk-call-up = Round { $number }: say where the materials called up from { $unit } are
desk-visit-item = { $unit }: answer what { -visit(form: "a") } left ({ $kind })
desk-visit-planned = { -visit(form: "One") } at { $unit }: make it and record it
desk-task = { $unit }: reply to the direction “{ $title }”
desk-reminder = { $unit }: acknowledge the reminder “{ $title }”
desk-task-replied = { $unit } replied to “{ $title }”: finish it or ask for more
desk-standard-agree = Agree to the draft standard of { $unit }
desk-support = { $unit }: give the help that { -visit(form: "a") } offered ({ $help })
desk-seat-vacant = Send somebody else to { $unit } in round { $number }: who was sent stays away
desk-guidance = { $unit }: acknowledge guidance for all units ({ $guidance })
desk-count = to do: { $count }
did-done = Done: { $act } ({ $unit }).
did-done-detail = Done: { $act } ({ $unit }; { $detail }).
did-next = Next:
did-last = Nothing more of this kind waits on your desk.
taking-take = I do this
taking-to = To
taking-hand-on = Hand on
taking-back = Put back
taking-own = with you since { $since }
taking-of = with { $title } since { $since }
taking-taken = It is noted that you do it.
taking-handed-on = It is handed on.
taking-put-back = It is put back.
taking-stays = It stays on the desk of everybody who is asked for it.
desk-unmanned-other = Something waits for { $unit }, and it has no officer
taking-lost = was with you; with { $title } since { $since }
taking-lost-title = { $count ->
    [one] Something that was with you is with a colleague now
   *[other] { $count } things that were with you are with colleagues now
}
taking-title = Take and hand on
taking-next = The next ones
desk-no-post = You hold no post now
desk-no-post-joined = { $unit } became part of { $other } on { $day }; your post there ({ $role }) ended with it, and { $other } answers for it now.
desk-no-post-closed = { $unit } was closed on { $day }; your post there ({ $role }) ended with it, and no unit took its place.
desk-no-post-ended = Your post at { $unit } ({ $role }) ended after { $day }.
desk-no-post-begins = Your post at { $unit } ({ $role }) begins on { $day }.
desk-no-post-yet = Nobody has given you a post yet; what is asked of a post stands here once you hold one.
desk-no-post-who = { $title } ({ $unit })
desk-no-post-ask = Who gives posts: { $who }.
desk-no-post-nobody = Nobody there can give a post at present: turn to whoever runs this register.
desk-own = Your post
desk-own-post = { $title } ({ $unit }): your duties, contact units, portfolio and directions
desk-promised = Promised: problem { $serial }, { $done } of { $all } measures closed
