notice-title = Notices
notice-lede = New notices: { $count }.
notice-lede-none = Nothing is new.
notice-new = new notices: { $count }
notice-happened = What happened that concerns you
notice-empty = Nothing has happened yet that concerns you. What comes, comes back, is decided or replied will stand here.
notice-none-such = There are no such notices.
notice-kind = Kind
notice-all = all
notice-which = Which
notice-old-too = new and old
notice-only-new = only new ones
notice-choose = Show
notice-is-new = new
notice-older = Earlier ones
notice-mark = Mark all as read
notice-marked = All are marked as read.
notice-today = due today
notice-in-days = { $days ->
    [one] in one day
   *[other] in { $days } days
}
notice-past-days = { $days ->
    [one] one day past
   *[other] { $days } days past
}
notice-way = Notices: what happened that concerns you
notice-before = { $count ->
    [one] one thing before
   *[other] { $count } things before
}
notice-act = To do:
notice-days = Days that near or are past
