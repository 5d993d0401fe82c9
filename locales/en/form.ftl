form-optional = (optional)
form-errors-title = { $count ->
    [one] One answer needs mending
   *[other] { $count } answers need mending
}
form-error-colon = { ": " }
form-minutes = { $minutes ->
    [one] Takes about a minute.
   *[other] Takes about { $minutes } minutes.
}
form-saved = Saved by itself ({ $time })
