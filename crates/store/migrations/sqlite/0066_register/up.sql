-- What the register says it is, so that nothing takes it for another: a demonstration or real, its pack, its name.
-- `served_at` stands in an SQLite file while it is served: a copy of the file alone has it, too, and lacks the log beside.
CREATE TABLE "register" (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT NOT NULL,
    pack TEXT NOT NULL,
    name TEXT NOT NULL,
    marked_at TEXT NOT NULL,
    served_at TEXT
) STRICT;

-- Backups that were made, and what came of restoring them beside.
CREATE TABLE "backup_note" (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    place TEXT NOT NULL,
    entries INTEGER NOT NULL,
    head TEXT NOT NULL,
    fault TEXT
) STRICT;
