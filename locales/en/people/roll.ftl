# People from a file, and links for all of them.
roll-title = People from a file
roll-lede = Accounts with their posts, a row per post. What would change is shown first.
roll-why = Nothing is written until you say yes. Who is not in the file stays as they are.
roll-look = Look at it
roll-file = File
roll-file-help = A workbook or CSV with the columns login, title, role, unit (its code or name), from, until; in any order, in three languages. Roles: { $roles }
roll-rows = Or paste rows
roll-rows-help = With their heads, as a spreadsheet copies them
roll-faults = What is wrong
roll-column-line = Line
roll-column-column = Column
roll-column-fault = Fault
roll-bring = Bring it in
roll-bring-why = All of it comes in, or nothing. Nobody can sign in with a new account before a link was made for it.
roll-give = All people as a file
invite-all-title = Links for those without a password
invite-all-lede = A page for each person, to print and hand over.
invite-all-none = Everybody has a password, or a link that still works.
invite-all-make = Make the links
invite-once = They stand here once: print this page. A new link for one person is made on the page of their account.
invite-heading = { $house }: set your password
invite-until = The link works once, until { $until }. You choose the password alone.
roll-done =
    { $done ->
        [one] One change was made
       *[other] { $done } changes were made
    }
roll-sound =
    { $rows ->
        [one] One row is in order
       *[other] { $rows } rows are in order
    }
roll-nothing =
    { $rows ->
        [one] One row: nothing in it is new
       *[other] { $rows } rows: nothing in them is new
    }
roll-opened =
    { $count ->
        [one] One account will be opened
       *[other] { $count } accounts will be opened
    }
roll-given =
    { $count ->
        [one] One post will be given
       *[other] { $count } posts will be given
    }
roll-ended =
    { $count ->
        [one] One post will be given its last day
       *[other] { $count } posts will be given their last day
    }
roll-titled =
    { $count ->
        [one] One title will be corrected
       *[other] { $count } titles will be corrected
    }
invite-all-why =
    { $count ->
        [one] One person has set no password and has no link that works.
       *[other] { $count } people have set no password and have no link that works.
    } At most { $most } links are made at once, by login.
invite-all-anew = Make them anew
invite-all-more =
    { $count ->
        [one] One person still waits for a link
       *[other] { $count } people still wait for their links
    }
invite-all-again =
    { $count ->
        [one] One person has a link that still works and no password yet. A link that was lost can be made anew; the old one then ends.
       *[other] { $count } people have a link that still works and no password yet. Links that were lost can be made anew, { $most } at once, the oldest first; the old ones then end.
    }
