observation-title = Send an observer
observation-of = Send an observer to { $unit }
observation-lede = Nobody observes a unit in whose line they hold a role.
observation-round = Round
observation-unit = Unit
observation-next = Next
observation-assessor = Who is sent
observation-assessor-help = Two may be sent; each scores alone.
observation-day = Day of the { -session }
observation-why = The sheet then waits on that person’s desk.
observation-send = Send
observation-list-title = Who listens in where
observation-list-lede = The unit sees who comes and when; whoever is sent sees where. Two people at one { -session } mark alone: neither sees the other’s sheet before handing in their own.
observation-list-caption = Observers sent, the newest first
observation-of-unit = Unit
observation-who = Who comes
observation-state = Sheet
observation-calendar = Calendar
observation-into-calendar = Into the calendar
observation-own-calendar = All my { -session(form: "many") } as a calendar file
observation-none = Nobody is sent yet.
observation-sent = { $count ->
    [one] One observer is sent.
   *[other] { $count } observers are sent.
}
observation-event = Listen in: { $unit }
observation-plan-title = Propose observers for all units
observation-plan-lede = A proposal for every direct subordinate, which you may change before anybody is sent. Whoever answers for a unit or declared an interest in it is never proposed.
observation-plan-complete = Enough people are sent to every unit of this round.
observation-each = People for each { -session }
observation-method = Chosen
observation-method-balanced = evenly: whoever was sent least often
observation-method-lot = by lot: with a seed made in public
observation-seed = Seed of the lot
observation-seed-help = At least 20 digits, thrown in public; only for a lot.
observation-propose = Propose
observation-proposal = The proposal
observation-lot-why = Drawn by lot. If you change a row the journal says that a person chose; the lot’s certificate is kept either way.
observation-plan-why = All are sent together, or nobody is if a row has a fault.
observation-plan-send = Send them
observation-nobody = nobody
observation-with-load = { $title } ({ $count ->
    [one] sent once
   *[other] sent { $count } times
 })
observation-seat = Observer { $number }
observation-sent-already = Sent already: { $who }
observation-lots = Lots of this round
observation-plan-others = This round is another organiser’s
observation-plan-others-text = Its own office sends the observers. Here it is read to which units somebody is still to be sent, and who is sent.
observation-plan-nobody = Nobody is sent yet.
observation-excused = excused: no sheet is waited for
