late-way = What is late
late-title = { $unit }: what is late
late-lede = As of { $date }, by direct subordinate with everything beneath it; each number opens to its records.
late-caption = Overdue
late-nothing = Nothing is late.
late-since = Late by
late-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
late-records-lede = Beneath { $unit } and itself: { $count }.
