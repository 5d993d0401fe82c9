-- Files attached to records. The bytes lie beside the register under their SHA-256; here stands what they are.
CREATE TABLE "attachment" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    record TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    previous_id INTEGER REFERENCES "attachment" (id),
    account_id INTEGER REFERENCES "account" (id),
    attached_at TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_record ON "attachment" (record, record_id);
CREATE INDEX attachment_hash ON "attachment" (sha256);
CREATE INDEX attachment_unit ON "attachment" (unit_id);
-- A file is replaced once: a chain of revisions has no branches.
CREATE UNIQUE INDEX attachment_previous ON "attachment" (previous_id);
