# The words of the domain, which sentences are built from. A pack may set each (docs/packs.md); these are for a pack that
# doesn't. In English a term has the forms one, many, One, Many, a and A; `short` is for longer words in Chinese.
-brief = { $form ->
   *[one] summary
    [One] Summary
}
-dual-duty = { $form ->
   *[one] combined duty
    [One] Combined duty
}
-engagement = { $form ->
   *[one] criteria of engagement
    [One] Criteria of engagement
}
-example-post = { $form ->
   *[one] head of the department
    [One] Head of the department
}
-example-recipients = { $form ->
   *[one] all units beneath
    [One] All units beneath
}
-first-responsibility = { $form ->
   *[one] chief responsibility
    [One] Chief responsibility
}
-first-responsible = { $form ->
   *[one] chiefly responsible
    [One] Chiefly responsible
}
-forum = { $form ->
   *[one] discussion
    [many] discussions
    [One] Discussion
    [Many] Discussions
    [a] a discussion
    [A] A discussion
}
-four-steps = { $form ->
   *[one] planning and assessment
    [One] Planning and assessment
}
-leadership-study = { $form ->
   *[one] leadership session
    [many] leadership sessions
    [One] Leadership session
    [Many] Leadership sessions
    [a] a leadership session
    [A] A leadership session
}
-leading-by-example = { $form ->
   *[one] what leaders themselves do
    [One] What leaders themselves do
}
-leading-group = { $form ->
   *[one] leadership team
    [many] leadership teams
    [One] Leadership team
    [Many] Leadership teams
    [a] a leadership team
    [A] A leadership team
}
-lecture = { $form ->
   *[one] briefing
    [many] briefings
    [One] Briefing
    [Many] Briefings
    [a] a briefing
    [A] A briefing
}
-look-into = { $form ->
   *[one] look into
    [One] Look into
}
-open-air-meeting = { $form ->
   *[one] on-site meeting
    [many] on-site meetings
    [One] On-site meeting
    [Many] On-site meetings
    [a] an on-site meeting
    [A] An on-site meeting
}
-organising-duty = { $form ->
   *[one] coordinating duty
    [One] Coordinating duty
}
-principal-duty = { $form ->
   *[one] overall duty
    [One] Overall duty
}
-programme = { $form ->
   *[one] programme
    [many] programmes
    [One] Programme
    [Many] Programmes
    [a] a programme
    [A] A programme
}
-public-reports = { $form ->
   *[one] the public
    [One] The public
}
-rectification = { $form ->
   *[one] improvement
    [One] Improvement
}
-rectification-ledger = { $form ->
   *[one] improvement ledger
    [many] improvement ledgers
    [One] Improvement ledger
    [Many] Improvement ledgers
    [a] an improvement ledger
    [A] An improvement ledger
}
-review-meeting = { $form ->
   *[one] review meeting
    [many] review meetings
    [One] Review meeting
    [Many] Review meetings
    [a] a review meeting
    [A] A review meeting
}
-seminar = { $form ->
   *[one] working session
    [many] working sessions
    [One] Working session
    [Many] Working sessions
    [a] a working session
    [A] A working session
}
-session = { $form ->
   *[one] session
    [many] sessions
    [One] Session
    [Many] Sessions
    [a] a session
    [A] A session
}
-supervision = { $form ->
   *[one] follow-up
    [One] Follow-up
}
-supervision-ledger = { $form ->
   *[one] follow-up ledger
    [many] follow-up ledgers
    [One] Follow-up ledger
    [Many] Follow-up ledgers
    [a] a follow-up ledger
    [A] A follow-up ledger
}
-visit = { $form ->
   *[one] visit
    [many] visits
    [One] Visit
    [Many] Visits
    [a] a visit
    [A] A visit
}
-whole-area = { $form ->
   *[one] whole organisation
    [One] Whole organisation
}
