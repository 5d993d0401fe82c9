sure-lede = Nothing is done yet. Read what follows, then press the button or go back.
sure-follows = What follows
sure-missing = What is missing
sure-never = What can’t be taken back
sure-back = Not now
sure-round-is = { $round } of { $unit } is now { $state }; after this it is { $next }.
sure-open = Plans are asked of every unit beneath, and each finds it on its desk today. The calendar can’t be changed any more.
sure-assess = { -session(form: "Many") } that were not held are missing in the ratings. The draw can be made and materials can be called up.
sure-circulated = The assessment ends: no sheet and no rating is taken any more.
sure-closed = The round ends. What is open in the ledger lives on there.
sure-advance-never = A step back is possible, with a reason that is published; what units were told by then stays told.
sure-freeze = Freeze the frame and publish its fingerprint
sure-freeze-follows = The list of all that can be drawn is fixed as it stands now; its fingerprint is public at once.
sure-freeze-never = The frozen list can’t be changed. It can only be declared void, in public and with a reason.
sure-seed = Draw with this seed
sure-seed-compare = Compare the digits above with those that were made in public, one by one.
sure-seed-follows = { $quota } of { $frame } units are drawn at once, in public.
sure-seed-measures = The closed measures are drawn at once, in public.
sure-seed-never = The seed can’t be entered again. A draw with a wrong digit can only be declared void, in public.
sure-void = Declare the draw void
sure-void-follows = The draw stays in public with its reason; its result counts for nothing.
sure-void-never = A void draw is never valid again.
sure-assessors = Draw with this seed who assesses
sure-assessors-follows = Who assesses which unit is drawn at once, in public.
sure-rate = Rate { $units } units
sure-rate-follows = { $units } units with a sheet are rated by the standard of the round.
sure-rate-again = { $before } ratings are replaced; the journal keeps them.
sure-rate-missing = { $without } of { $owing } units have no sheet and are not rated.
sure-rate-never = After the circular or the first appeal nothing can be rated again.
rating-done = { $rated } units are rated.
sure-publish-follows = “{ $title }” is public at once, and every unit of the round finds it on its desk.
sure-publish-named = It names { $units } units.
sure-publish-rows = { $units ->
    [one] One more unit stands in the table of results alone; it was told.
   *[other] { $units } more units stand in the table of results alone; each was told.
}
sure-publish-appeals = { $appeals ->
    [one] One appeal against a rating of the round is undecided; its result is published as it was rated.
   *[other] { $appeals } appeals against ratings of the round are undecided; their results are published as they were rated.
}
sure-publish-number = Its number will be { $number }, unless another circular of the office is published before.
sure-publish-never = What is published stays public; a mistake is corrected by a further version, which stands beside it.
sure-withdraw-follows = The draft “{ $title }” is given up.
sure-withdraw-asked = { $passages } passages were sent to the units named; nothing becomes of them.
sure-withdraw-never = The draft is not taken up again; another one begins anew.
sure-close = Close the measure
sure-close-follows = “{ $body }” counts as closed in every figure from today on, with 100 % of progress.
sure-close-promised = Promised as its result: { $deliverable }
sure-close-evidence = Said as evidence: { $evidence }
sure-close-files = { $files ->
    [one] One file is attached.
   *[other] { $files } files are attached.
}
sure-close-no-file = No file is attached.
sure-close-no-words = You wrote nothing on how you looked at it.
sure-close-never = A closed measure is opened again only by a look-back or a check on the spot.
sure-standard = Publish the standard
sure-standard-follows = Rounds that open from now on are judged by it; rounds under way keep theirs.
sure-standard-never = A published version stays as it is; a later one can replace it for rounds to come.
sure-period = Close the measure for the period
sure-period-follows = “{ $body }” is a standing measure: it rests until its review on { $day }, keeps its progress, and is not counted among the closed ones.
sure-period-never = That it was closed for this period stays in its history. Its unit may go on with it before the review.
sure-withdraw-told = The units that were asked or told are told that it is given up, and why: { $reason }
sure-rate-excused = { $units ->
    [one] One unit is excused from its { -session } and is not rated.
   *[other] { $units } units are excused from their { -session } and are not rated.
}
sure-at-hand-moves = Whoever has not chosen a { -programme } is in “{ $after }” from then on, and not in “{ $before }” any more. Lists without a named { -programme } show that one; the other is reached in the head of each page.
sure-at-hand-parts = Two { -programme(form: "many") } run from then on. Whoever has not chosen is in “{ $after }”: lists without a named { -programme } show that one alone; the other is reached in the head of each page.
sure-at-hand-stays = Whoever has not chosen a { -programme } stays in “{ $after }”: pages that name none show it until its last round is closed.
sure-changed = What follows is not what you read: new is
sure-changed-gone = Something that you read is not said any more.
