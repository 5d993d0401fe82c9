backup-title = Backups
backup-none = No backup of this register has been noted.
backup-none-why = Backups are made by “earnest backup create”, or by the server itself when it is started with --backups.
backup-made = The last backup was made { $when }, with { $count ->
    [one] one act.
   *[other] { $count } acts.
 }
backup-failed = The backup of { $when } failed.
backup-unrehearsed = No backup has been rehearsed.
backup-unrehearsed-why = A backup that nobody has restored may be none. A server that is started with --backups restores each one aside and checks it.
backup-rehearsed = A backup with { $count } acts was restored aside { $when }, and everything in it holds.
backup-rehearsal-failed = Restoring a backup aside failed { $when }.
