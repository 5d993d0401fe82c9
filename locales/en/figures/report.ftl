report-title = Report
report-lede = { $unit }, as of { $date }. Every figure opens to exactly its records.
report-round = Round { $number } · { $topic } · { $state }
report-no-comments = No comment is published yet.
report-comments = { $count ->
    [one] One comment is published.
   *[other] { $count } comments are published.
}
figure-column-record = Record
figure-persons-apart = Persons are told apart within one tour alone: somebody met on two tours counts twice.
figure-empty = It is nought: there is no record.
report-show = Show
report-as-of = As of
report-frozen = Frozen reports
report-frozen-none = No report of this unit is frozen yet.
report-signature = Signature of the head
report-signed-on = signed by the head on { $day }
report-unsigned = not signed yet by the head
report-sign = Sign this report
report-sign-why = You sign exactly the text and figures above, by their hash.
report-frozen-at = Frozen
report-hash = Hash
report-freeze = Freeze
report-freeze-look = Look at the report of that day
report-freeze-title = Freeze this report
report-freeze-says = Text and figures of { $day } are kept, and their hash goes into the journal. Only a day that is over can be frozen: today’s figures still change.
report-frozen-on = Frozen on { $at }
report-holds = Text and figures are those that were frozen.
report-broken = Text or figures are not those that were frozen.
report-changed = { $count ->
    [one] One figure has changed since, for the same day; what it is now stands beside it.
   *[other] { $count } figures have changed since, for the same day; what they are now stands beside them.
}
report-now = now { $number }
report-template-title = Template of the report
report-template-lede = Markdown with named figures. It holds for this unit and those beneath that have none of their own.
report-template-why = The words are yours, the numbers are the register’s: a figure is named and never typed.
report-template-field = Template
report-template-field-help = A figure stands as its name in double braces, of a round with round=1, of a unit beneath with scope=CODE; a sum as sum NAME round=1 + NAME round=2.
report-template-save = Save
report-template-try = Try out
report-preview = How it reads
report-template-help = The figures that there are
report-template-written = Written
report-template-means = Figure
report-template-counts = Counts
caption-unit = { $code } { $name }
caption-own = the unit alone
caption-organiser = organiser { $code } { $name }
caption-programme = { -programme } { $id } { $title }
caption-none = of no { -programme }
caption-rounds = all rounds
caption-source = from { $source }
caption-class = class { $class }
caption-day = as of { $date }
caption-since = entered since { $date } for days up to it
report-scope = { $scope }. Every figure opens to exactly its records.
figure-of-none = Of no { -programme }, and not in these figures:
figure-of-class = { $figure } ({ $class })
since-some = Entered since { $date } for days up to it, and not in these figures:
since-nothing = Nothing was entered since { $date } for days up to it.
since-once = What was entered since for an earlier day is counted once with what was there: this figure can’t tell it apart.
since-by-entry = Each record is of the day on which it was entered: nothing can be entered for an earlier day.
figure-elsewhere = counted; its unit stands elsewhere today
figure-parts = Parts of the total, each with its frame
figure-parts-round = Round
figure-round = Round { $number }
figure-parts-frame = Units in the frame of the draw
