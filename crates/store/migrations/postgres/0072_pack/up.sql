-- The packs that the register holds, by key, version and the hash of their files; and what it says of its organisation.
CREATE TABLE "pack" (
    id BIGINT PRIMARY KEY NOT NULL,
    pack_key TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL UNIQUE,
    files TEXT COLLATE "C" NOT NULL,
    added_on TEXT COLLATE "C" NOT NULL,
    UNIQUE (pack_key, version)
);

CREATE TABLE "organisation" (
    id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    name TEXT COLLATE "C",
    zone TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    mail TEXT COLLATE "C",
    circulars TEXT COLLATE "C" NOT NULL,
    draws TEXT COLLATE "C" NOT NULL,
    pack_id BIGINT NOT NULL REFERENCES "pack" (id)
);

-- The version of the pack by which a programme runs. Programmes from before are given theirs with the organisation.
ALTER TABLE "programme" ADD COLUMN pack_id BIGINT REFERENCES "pack" (id);
