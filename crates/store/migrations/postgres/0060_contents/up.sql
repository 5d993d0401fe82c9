-- What an act wrote: its word, and the digest of each record (see contents.rs). Entries of before keep the first form.
ALTER TABLE "journal" ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "journal" ADD COLUMN word TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "journal" ADD COLUMN contents TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX journal_by_word ON "journal" (word, place);

CREATE TABLE "written" (
    place BIGINT NOT NULL REFERENCES "journal" (place),
    record TEXT COLLATE "C" NOT NULL,
    record_key TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (record, record_key, place)
);
CREATE INDEX written_by_place ON "written" (place);
