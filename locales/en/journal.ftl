journal-title = Journal
journal-lede = Everything that was changed at { $unit } and beneath, newest first. Each entry carries the hash of the one before.
journal-empty = Nothing has been changed yet.
journal-head = Hash of the newest entry shown:
