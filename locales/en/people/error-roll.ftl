# What is wrong with a file of people.
error-roll-file = The file of people has faults; nothing was changed.
error-roll-column = The column “{ $column }” is missing; there must be login, title, role and unit, and may be from and until.
error-roll-unknown-column = The column “{ $column }” is not known; remove it, or name it as one that is.
error-roll-row = The row is nobody’s: { $row }. Remove it.
error-roll-empty = There is nobody in it.
error-roll-title = The same login has another title at line { $line }.
error-roll-twice = The same role at the same unit is held on days of these already.
error-roll-faults =
    { $count ->
        [one] There is one fault; it stands above.
       *[other] There are { $count } faults; they stand above.
    }
