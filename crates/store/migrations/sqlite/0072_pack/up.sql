-- The packs that the register holds, by key, version and the hash of their files; and what it says of its organisation.
CREATE TABLE "pack" (
    id INTEGER PRIMARY KEY,
    pack_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    files TEXT NOT NULL,
    added_on TEXT NOT NULL,
    UNIQUE (pack_key, version)
) STRICT;

CREATE TABLE "organisation" (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT,
    zone TEXT NOT NULL,
    language TEXT NOT NULL,
    mail TEXT,
    circulars TEXT NOT NULL,
    draws TEXT NOT NULL,
    pack_id INTEGER NOT NULL REFERENCES "pack" (id)
) STRICT;

-- The version of the pack by which a programme runs. Programmes from before are given theirs with the organisation.
ALTER TABLE "programme" ADD COLUMN pack_id INTEGER REFERENCES "pack" (id);
