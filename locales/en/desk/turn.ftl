# The office’s own turn.
desk-turn-programme = Set { -programme(form: "a") } up for { $unit }
desk-turn-standard = { $unit }: publish a standard before round { $number } opens
desk-turn-open = { $unit }: open round { $number }
desk-turn-observers = { $unit }, round { $number }: send people to listen
desk-turn-assess = { $unit }, round { $number }: everything is held; begin the assessment
desk-turn-freeze = { $unit }, round { $number }: freeze the list of units to draw from
desk-turn-seed = { $unit }, round { $number }: throw the seed and draw
desk-turn-call-up = { $unit }, round { $number }: call the drawn units up
desk-turn-rate = { $unit }, round { $number }: rate the units
desk-turn-tell = { $unit }, round { $number }: write the circular
desk-turn-send = { $unit }, round { $number }: send the draft of the circular to whom it names
desk-turn-circulate = { $unit }, round { $number }: the circular is out; move the round on
desk-turn-close = { $unit }: close round { $number }
error-turn = There is no turn “{ $text }”.
