estimate-title = What the sample says
estimate-lede = Round { $round }, “{ $topic }”: { $unit } and all beneath it, estimated from the units that were drawn by lot.
estimate-none = Nothing to estimate yet
estimate-none-why = An estimate needs a completed draw and rated units.
estimate-means = Only some units were drawn and rated. The large figure is the best estimate for all units; the range below it is a 95 % interval: of 100 such draws, about 95 give a range that holds the true value. Where two ranges overlap widely, the sample does not tell the two apart.
estimate-unanswered = { $count } of the { $drawn } drawn units are not rated. The estimates speak as if they were like the rated ones of their class; if they are not, the estimates are off.
estimate-small = { $count ->
    [one] Only one unit is rated here: the sample is small, and the ranges are wide for that reason.
   *[other] Only { $count } units are rated here: the sample is small, and the ranges are wide for that reason.
}
estimate-all-title = All classes together
estimate-all-caption = Estimates for all classes together
estimate-all = All units
estimate-classes-title = Class by class
estimate-classes = Estimates for each class
estimate-parts-title = Directly beneath
estimate-parts = Estimates for each unit directly beneath, with all that stands below it
estimate-of = Units
estimate-n = Rated of all
estimate-n-of = { $rated } of { $all }
estimate-mean = Mean rating
estimate-too-few = Too few: see each
estimate-known = all rated
estimate-no-interval = no range
estimate-floor = With fewer than { $floor } rated units there is no estimate; the rated units themselves are listed instead. Where all units are rated nothing is left to chance, and there is no range.
estimate-exact = A grade that no drawn unit has, or that all have, still gets a range: the exact one of Clopper and Pearson, because none among few does not mean none at all.
estimate-silent = A unit that was not drawn has no rating and is not shown as if it had one.
estimate-draw = The draw and its proof
estimate-ratings = The ratings
estimate-units-title = The units behind the estimate
estimate-units-lede = { $unit }: { $drawn } units drawn, { $rated } of them rated.
estimate-units-caption = Drawn units with their ratings
estimate-units-none = No unit was drawn here
estimate-class = Class
estimate-not-rated = Not rated
