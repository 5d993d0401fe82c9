-- What came of it when the server last verified the register to sign a checkpoint.
CREATE TABLE "signing_note" (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL,
    entries INTEGER NOT NULL,
    fault TEXT
) STRICT;
