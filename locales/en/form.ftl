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
form-later = Save and go on later
form-unit-help = By name or code; where several have the name, you are asked which one
form-unit-which = Which one is meant?
form-draft-kept = The server can’t be reached. What you wrote is kept on this device and will be saved as soon as it can.
form-draft-elsewhere = This form was saved elsewhere after you opened it.
form-draft-take = Go on with what stands here
arrange-title = Order and columns
arrange-has = Rows with
arrange-order = Order
arrange-usual = as it comes
arrange-up = { $column }, the first one first
arrange-down = { $column }, the last one first
arrange-without = Leave out
arrange-submit = Show so
