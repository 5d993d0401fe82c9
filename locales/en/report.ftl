report-title = Report
report-lede = { $unit }, as of { $date }. Every figure opens to exactly its records.
report-round = Round { $number } · { $topic } · { $state }
report-section-duties = Duties
report-section-visits = Visits
report-section-assessment = The four steps
report-section-problems = Problems and measures
report-section-rectification = What became of the measures
report-no-comments = Nobody has left a comment yet.
report-comments = { $count ->
    [one] One comment is published.
   *[other] { $count } comments are published.
}
figure-column-record = Record
figure-empty = It is nought: there is no record.
