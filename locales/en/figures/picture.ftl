picture-title = Pictures
picture-as-table = The same as a table
picture-measures-says = Measures of signed problems, of this unit and all beneath. Each mark opens to its measures.
picture-age-says = Measures that are not closed, by the days since their problem was found.
picture-more-owners = { $count ->
    [one] The twelve posts with most to do; one more post owns measures.
   *[other] The twelve posts with most to do; { $count } more posts own measures.
}
picture-no-measures = No signed problem has a measure here yet.
picture-flow = Week by week
picture-flow-says = How many measures were set, closed and reopened in each week. The three are not added.
picture-column-week = Week from
picture-stock = What has piled up, and what is done
picture-stock-says = All measures set by the end of each week: those closed by then, and the rest. A reopened one counts as open throughout.
picture-stock-closed = closed by then
picture-stock-open = still open
picture-duties = Duties, tier by tier
picture-duties-says = Where duties were taken up, and where they lie.
picture-no-duties = No duty is laid on yet.
picture-visits = { -visit(form: "Many") } on the tree
picture-visits-says = Each unit is as wide as its share of the { -visit(form: "many") }; what was not reached has no width. A unit that was reached itself may be wider than what stands beneath it.
picture-no-visits = No { -visit } was made here yet.
picture-week-words = Measures { $word }, { $from } to { $until }
picture-stock-words = Measures { $word }, { $until }
