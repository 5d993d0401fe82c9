many-title = Verify several closures
many-lede = { $count ->
    [one] One closure waits
   *[other] { $count } closures wait
} to be verified. Tick those that you looked at; each is told by itself.
many-which = Measures
many-look = Look at it
many-close = { $count ->
    [one] Close one measure
   *[other] Close { $count } measures
}
many-return = { $count ->
    [one] Send one request back
   *[other] Send { $count } requests back
}
many-done = { $count ->
    [one] One measure is decided.
   *[other] { $count } measures are decided.
}
many-way = Verify several at once
many-for-period = { $count ->
    [one] One more waits and is not listed here
   *[other] { $count } more wait and are not listed here
}
many-for-period-text = A standing measure is closed for the period, with the day of its next review: verify it on its own page.
many-unproved = No evidence
