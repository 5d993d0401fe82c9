journal-title = Journal
journal-lede = Everything that was changed at { $unit } and beneath, newest first. Each entry carries the hash of the one before.
journal-empty = Nothing has been changed yet.
journal-head = Hash of the newest entry shown:
journal-stands-on = Act { $place } of the journal, covered by the signed checkpoint of { $size } acts ({ $when })
journal-stands-on-none = Act { $place } of the journal; no signed checkpoint covers it yet
journal-proofs = Download the proofs of all acts about the unit
