-- What the register says it is, so that nothing takes it for another: a demonstration or real, its pack, its name.
-- `served_at` stands in an SQLite file while it is served: a copy of the file alone has it, too, and lacks the log beside.
CREATE TABLE "register" (
    id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    kind TEXT COLLATE "C" NOT NULL,
    pack TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    marked_at TEXT COLLATE "C" NOT NULL,
    served_at TEXT COLLATE "C"
);

-- Backups that were made, and what came of restoring them beside.
CREATE TABLE "backup_note" (
    id BIGINT PRIMARY KEY NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    entries BIGINT NOT NULL,
    head TEXT COLLATE "C" NOT NULL,
    fault TEXT COLLATE "C"
);
