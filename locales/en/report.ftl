report-title = Report
report-lede = { $unit }, as of { $date }. Every figure opens to exactly its records.
report-round = Round { $number } · { $topic } · { $state }
report-no-comments = Nobody has left a comment yet.
report-comments = { $count ->
    [one] One comment is published.
   *[other] { $count } comments are published.
}
figure-column-record = Record
figure-empty = It is nought: there is no record.
