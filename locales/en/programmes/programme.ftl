programme-title = Title
programme-goal = What it is for
programme-goal-help = What is to be reached, and how one knows that it was.
programme-new = Set up { -programme(form: "a") }
programme-new-lede = Organised by { $unit } for the units beneath it.
programme-new-why = A topic is a round; its days can be changed until the round opens.
programme-new-send = Set it up
programme-round = Round { $number }
programme-topic = Topic
programme-topics = The topics in order
programme-no-later = Not later than the superior’s: { $date }
programme-carries-out = Carries out
programme-carries-out-of = Carries out “{ $title }” of { $organiser }
programme-carries-out-text = The superior’s goal, topics and days are filled in. You may add to them; no topic may be missing, and plans and the end may not be later. Where the superior’s day is past, choose your own.
programme-carries-out-none = no other { -programme }
programme-from-pack = Don’t carry out the superior’s; begin from the template instead
programme-from-superior = Carry out “{ $title }” of { $organiser } instead
programme-above-over = “{ $title }” of { $organiser }, which this one carries out, is over: { $state }
programme-above-over-text = This one goes on until its own office closes or ends it.
programme-about = About it
programme-organiser = Organiser
programme-set-up = Set up on
programme-late = A round is later than the superior’s
programme-late-text = The superior changed its days since; move yours forward before the round opens.
programme-late-word = later than the superior’s
programme-beneath = Who carries it out beneath
programme-beneath-lede = { $count } of the { $of } units directly beneath that have units of their own carry it out by a round of theirs.
programme-beneath-none = Nobody beneath carries it out yet. What a unit set up for itself, without taking this up, is not counted here.
programme-not-now = Nothing can be set up now
programme-correct = Correct it
programme-correct-send = Correct it
programme-correct-why = What nobody acted on yet can be corrected: a round until it opens, title and goal until the first one does. Blank rounds at the end are taken off.
programme-corrected = It is corrected
programme-name-fixed = Title and goal stay as they are
programme-rounds-fixed = These rounds stay as they are:
programme-came = { $day }: { $state }
programme-came-why = { $day }: { $state }. Reason: { $reason }
programme-step-not = That can’t be done now
programme-step-why = Nothing was done yet.
programme-step-final = It can’t be taken back.
programme-close-text = All rounds are over. Once it is closed, none of them is reopened, no round is added, and its published circulars stay as they are.
programme-end-text = Rounds that have begun are closed now, rounds to come are called off. What is owed in them is owed no more; your reason stands on every round, on the board and with the units concerned.
programme-goes-on-text = What stands in the ledger goes on: problems, measures and checks on them stay with their units.
programme-archive-text = It stands in no list of today’s any more: not among the rounds, on no desk, in no choice of a board or a figure.
programme-archive-kept = Everything is kept and read under its address and in the list of archived rounds; figures of the days on which it ran stay what they were.
programme-measures-on = { $count ->
    [one] One measure is open and goes on.
   *[other] { $count } measures are open and go on.
}
programme-beneath-on = { $count ->
    [one] One unit beneath carries it out and goes on until its own office ends that.
   *[other] { $count } units beneath carry it out and go on until their own offices end that.
}
programme-becomes = What becomes of it
programme-round-stays = stays as it is
programme-no-more = owed no more
programme-goes-on = goes on
programme-stands = What is under way in its rounds
programme-stands-what = What
programme-stands-none = Nothing is owed in its rounds.
programme-owes-plans = Plans that units owe
programme-owes-reviews = Plans that wait for their review
programme-owes-sessions = { -session(form: "Many") } that units owe
programme-owes-activities = What units owe besides the { -seminar }
programme-owes-ratings = Units that are not rated
programme-owes-circulars = Rounds whose circular was never published
programme-owes-sheets = Sheets that observers owe
programme-owes-materials = Drawn units whose materials nobody looked at
programme-owes-drafts = Drafts of circulars, which are not published
programme-owes-measures = Open measures
programme-end-reason-help = One sentence; it is told to every unit concerned.
programme-first-day = First day of the first round
programme-first-day-help = Rounds whose days you leave empty follow each other from this day on; each can be changed until it opens.
programme-rhythm = How long a round lasts
programme-after = It follows “{ $title }”
programme-after-text = Topics are taken over, days are a year later, the standard in force goes on until you publish another. Open measures and look-backs go on as they are and stand in the ledger of the new one.
programme-after-bodies = { $count ->
    [one] One body takes part in it from today on, as in the one before.
   *[other] { $count } bodies take part in it from today on, as in the one before.
}
programme-by-pack = Begin “{ $title }” instead
programme-next = Set up next year’s from it
programme-follows = Follows
programme-followed = Followed by
programme-counts-all = Rounds are those of the { -programme } named above. What belongs to no round of it (problems, measures, duties and the like) is counted over all { -programme(form: "many") } of these units.
programme-counts-own = What belongs to a { -programme } is counted of the one named above alone. Units, gaps, catalogues and comments are counted over all { -programme(form: "many") } of these units, and so are duties in the table of the board.
