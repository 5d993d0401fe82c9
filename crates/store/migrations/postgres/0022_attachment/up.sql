-- Files attached to records. The bytes lie beside the register under their SHA-256; here stands what they are.
CREATE TABLE "attachment" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    record TEXT COLLATE "C" NOT NULL,
    record_id BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
    name TEXT COLLATE "C" NOT NULL,
    media TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    previous_id BIGINT REFERENCES "attachment" (id),
    account_id BIGINT REFERENCES "account" (id),
    attached_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX attachment_record ON "attachment" (record, record_id);
CREATE INDEX attachment_hash ON "attachment" (sha256);
CREATE INDEX attachment_unit ON "attachment" (unit_id);
-- A file is replaced once: a chain of revisions has no branches.
CREATE UNIQUE INDEX attachment_previous ON "attachment" (previous_id);
