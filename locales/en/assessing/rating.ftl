rating-list-title = Overall ratings
rating-list-lede = Round { $round }, “{ $topic }”: { $count ->
    [one] one unit.
   *[other] { $count } units.
 }
rating-list-lede-none = No round is rated yet.
rating-none = This round is not rated yet
rating-round = Round
rating-choose = Show
rating-unit = Unit
rating-score = Score
rating-grade = Grade
rating-by-veto = { $grade } (veto: { $veto })
rating-rate-why = Rates all units from plan reviews and sheets as they stand; rating again replaces the result, and the journal keeps both.
rating-rate-act = Rate this round
rating-title = Rating of { $unit }
rating-lede = Round { $round }, computed step by step by version { $version } of the standard.
rating-parts-title = The parts
rating-parts-caption = Weights, scores and what each part adds
rating-part = Part
rating-weight = Weight
rating-share = Share
rating-mean = Score
rating-spread = Spread
rating-adds = Adds
rating-missing = { $part } is missing: { $why }. Its weight goes to the other parts in proportion.
rating-sheets-title = From these sheets
rating-result-title = Sum and grade
rating-made = Rated { $when }
rating-bands-column = Bands
rating-raw = As marked
rating-adjusted = Severity-adjusted
rating-score-adjusted = Score (severity-adjusted)
rating-bands = Differences of up to { $error } points may be chance (95 %). Two units with no band in common are further apart than that; two with a band in common are not, and stand in the order of the tree.
rating-bands-one = Differences of up to { $error } points may be chance (95 %), and no two units of this class are further apart: they share one band, in the order of the tree.
rating-bands-none = How far these scores err can’t be told, since too little was marked by more than one assessor; so units stand in the order of the tree, not of merit.
rating-severity-title = Severity of the assessors
rating-severity-caption = From the marks to the severity-adjusted score
rating-severity = Severity of its assessors
rating-mean-of-all = Mean of all
rating-believed = Share believed
rating-severity-how = Adjusted = mean of all + share believed × (as marked − severity − mean of all). The fewer the sheets and the more they scatter, the smaller the share of the distance from the mean that is believed.
rating-counts-raw = By the standard the score as marked counts; severity-adjusted it would be { $score }.
rating-counts-adjusted = By the standard the severity-adjusted score counts; as marked it would be { $score }.
rating-untold = Severity can’t be told for every sheet of this rating, so the score as marked counts.
rating-error = A score like this errs by up to { $error } points either way (95 %).
rating-appealed = { $grade } (appeal: { $state })
