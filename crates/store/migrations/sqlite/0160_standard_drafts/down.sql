CREATE TABLE "standard_draft_by_organiser" (
    organiser_id INTEGER PRIMARY KEY REFERENCES "unit" (id),
    programme_id INTEGER NOT NULL REFERENCES "programme" (id),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by INTEGER REFERENCES "account" (id),
    asked_sha256 TEXT,
    asked_on TEXT
) STRICT;
-- Of several drafts the one of the newest programme stays.
INSERT INTO "standard_draft_by_organiser"
    (organiser_id, programme_id, revision, body, changed_at, changed_by, asked_sha256, asked_on)
SELECT d.organiser_id, d.programme_id, d.revision, d.body, d.changed_at, d.changed_by, d.asked_sha256, d.asked_on
FROM "standard_draft" d
WHERE d.programme_id = (SELECT MAX(o.programme_id) FROM "standard_draft" o WHERE o.organiser_id = d.organiser_id);
DROP TABLE "standard_draft";
ALTER TABLE "standard_draft_by_organiser" RENAME TO "standard_draft";
