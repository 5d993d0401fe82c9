# The office’s own turn.
desk-turn-programme = Set { -programme(form: "a") } up for { $unit }
desk-turn-standard = { $unit }: publish a standard before round { $number } opens
desk-turn-open = { $unit }: open round { $number }
desk-turn-observers = { $unit }, round { $number }: send people to listen
desk-turn-assess = { $unit }, round { $number }: nothing more is waited for; begin the assessment
desk-turn-freeze = { $unit }, round { $number }: freeze the list of units to draw from
desk-turn-seed = { $unit }, round { $number }: throw the seed and draw
desk-turn-call-up = { $unit }, round { $number }: call the drawn units up
desk-turn-rate = { $unit }, round { $number }: rate the units
desk-turn-tell = { $unit }, round { $number }: write the circular
desk-turn-send = { $unit }, round { $number }: send the draft of the circular to whom it names
desk-turn-circulate = { $unit }, round { $number }: the circular is out; move the round on
desk-turn-close = { $unit }: close round { $number }
error-turn = There is no turn “{ $text }”.
desk-accounts-open = Open accounts for the people of { $unit }, one by one or from a file
desk-accounts-links =
    { $number ->
        [one] One person has no password yet: make a link
       *[other] { $number } people have no password yet: make their links
    }
desk-turn-assessors = { $unit }, round { $number }: draw by lot who assesses the materials
desk-turn-tell-part = { $unit }, round { $number }: write the circular ({ $rated } of { $owing } units are rated)
desk-going-on = What goes on
desk-wait-plans = { $unit }, round { $number }: { $done } of { $of } plans are approved
desk-wait-sessions = { $unit }, round { $number }: { $done } of { $of } units held their { -session } or are excused
desk-wait-materials = { $unit }, round { $number }: the materials of { $done } of { $of } drawn units are assessed
desk-wait-check = { $unit }, round { $number }: the circular is with the units that it names
desk-session = { $unit }: hold the { -session } of round { $number } and record it
error-wait = Nothing is waited for with “{ $text }”.
desk-turn-close-programme = { $unit }: all rounds are closed; close the { -programme }
