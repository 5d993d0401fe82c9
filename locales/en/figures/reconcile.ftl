reconcile-title = A report beside the register
reconcile-lede = Paste a report. Each figure in it stands beside what the register counts for the same thing, place, round and day. Nothing is kept, and nothing is taken over.
reconcile-way = A report beside the register
reconcile-text = Report
reconcile-text-help = Plain text, as it came: damage by a converter is put right first and told.
reconcile-why = You see what agrees before anybody signs it.
reconcile-send = Compare
reconcile-caption = Figures of the report
reconcile-line = Line
reconcile-written = In the report
reconcile-counted = What it counts there
reconcile-verdict = Verdict
reconcile-register = In the register
reconcile-tally = { $agree } agree · { $differ } differ · { $ambiguous } may mean several things · { $unknown } not known · { $aside } not compared
reconcile-none = No figure stands in this text.
reconcile-damaged = { $count ->
    [one] One place of the text was damaged; what was compared is the text put right.
   *[other] { $count } places of the text were damaged; what was compared is the text put right.
}
reconcile-agrees = agrees
reconcile-differs-more = the register has { $number } more
reconcile-differs-less = the register has { $number } less
reconcile-differs-just = the register counts just this number; the words around it say otherwise
reconcile-ambiguous = which is meant?
reconcile-part = { $value } { $figure }, { $scope }
reconcile-none-equal = several could be meant; none has this number
reconcile-unknown = not known to the register
reconcile-story = told in a story
reconcile-furniture = part of the web page
reconcile-no-count = date or ordinal
reconcile-share = { $share } %
reconcile-draft-title = Figures of this draft that the register contradicts
reconcile-draft-lede = The register counts something else today. Is the number meant so?
