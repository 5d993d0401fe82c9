ledger-find = Find a text
ledger-more = More questions
ledger-problems-caption = Problems of { $unit } and beneath
ledger-problems-lede = Problems of { $unit } and beneath. A problem counts once the head has signed it.
ledger-problems-empty = No problem fits this question.
ledger-supervision-caption = { -supervision(form: "One") } of { $unit } and beneath
ledger-supervision-lede = What { $unit } and its units put right: who checked it, when and how.
ledger-column-closed = Closed
ledger-column-visited = Last { -visit }
ledger-column-recheck = Re-check
book-lists = Lists
book-help-new = For new rows only; leave their serial blank.
book-help-progress = A whole number from 0 to 100.
ledger-import-title = Bring a ledger back
ledger-import-lede = Send an edited ledger, or paste rows. First you see what would change; nothing does until you say yes.
ledger-import-why = So that many rows can be edited at once, in a program you know.
ledger-import-file = File
ledger-import-file-help = XLSX, XLS, ET or CSV, at most 8 MB and 20,000 rows.
ledger-import-rows = Or pasted rows
ledger-import-rows-help = Copied from a spreadsheet with the head; to change rows that exist, with the hidden version too.
ledger-import-send = See what would change
ledger-import-dropped = Dropped. Nothing was changed.
ledger-import-preview = { $name }: what would change
ledger-import-of = { $file }, { $unit }
ledger-import-pasted = Pasted rows
ledger-import-faults = { $count ->
    [one] One cell is
   *[other] { $count } cells are
 } wrong; nothing was kept.
ledger-import-faults-help = Mend them and send the file again, or download the marked copy and mend that.
ledger-import-nothing = The file says what the ledger says. Nothing would change.
ledger-import-ready = Ready.
ledger-import-ready-help = What is listed below would change, and nothing else. New and corrected problems still wait for the head’s signature.
ledger-import-changes = { $count ->
    [one] one cell changes
   *[other] { $count } cells change
 }
ledger-import-added = { $count ->
    [one] one new problem
   *[other] { $count } new problems
 }
ledger-import-same = { $count ->
    [one] one row stays as it is
   *[other] { $count } rows stay as they are
 }
ledger-import-moved = { $count ->
    [one] one row that you left alone is newer here: it stays
   *[other] { $count } rows that you left alone are newer here: they stay
 }
ledger-import-faults-caption = Faults
ledger-import-changes-caption = Changes
ledger-import-added-caption = New problems
ledger-import-cell = Cell
ledger-import-row = Row
ledger-import-column = Column
ledger-import-fault = What is wrong, and what to do
ledger-import-old = Now
ledger-import-new = Then
ledger-import-overtaken = What others wrote meanwhile, and what your file says
ledger-import-sent = In your file
ledger-import-blank = (blank)
ledger-import-copy = Download the marked copy
ledger-import-yes-why = All of it is kept, or nothing. { $seconds ->
    [one] The answer comes within a second or two.
   *[other] The answer comes after about { $seconds } seconds: leave the page open.
}
ledger-import-yes = Keep these changes
ledger-import-drop = Drop it
ledger-brought = { $count ->
    [one] One row was
   *[other] { $count } rows were
 } kept. New and corrected problems wait for the head’s signature.
ledger-unlisted = units directly beneath without a signed problem list
ledger-unlisted-lede = { $unit }: { $count } of the { $of } units directly beneath.
ledger-no-list = no list
ledger-list-waits = the list waits for the head
ledger-nobody-beneath = There is no unit directly beneath.
ledger-all-listed = Every unit directly beneath has a signed problem list.
problem-which = Which problems
problem-sign-chosen = Sign the chosen ones
problem-return-chosen = Return the chosen ones
ledger-import-read = { $count ->
    [one] One row was read.
   *[other] { $count } rows were read.
}
ledger-import-left = { $count ->
    [one] one part was not read; it is listed below
   *[other] { $count } parts were not read; they are listed below
 }
ledger-import-left-caption = Not read
ledger-import-left-place = Where
ledger-import-left-says = What stands there
ledger-import-left-why = Why
ledger-import-left-sheet = Sheet “{ $sheet }”
ledger-import-left-rows = Row { $rows }
ledger-import-left-column = Column { $column }
ledger-import-rest = Other columns
ledger-import-line = { $label }: { $text }
ledger-import-alike-caption = Said already
ledger-import-alike-where = Where
ledger-import-alike-held = already { $serial }
ledger-import-alike-row = the same as row { $row }
ledger-import-again = These are other problems; enter them all the same
