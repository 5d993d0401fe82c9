-- A draft of a standard belongs to a programme of its organiser: of each programme one at a time. What an organiser with
-- programmes of its own drafted while it looked at its superior's belongs to the newest of its own.
CREATE TABLE "standard_draft_by_programme" (
    organiser_id INTEGER NOT NULL REFERENCES "unit" (id),
    programme_id INTEGER NOT NULL REFERENCES "programme" (id),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by INTEGER REFERENCES "account" (id),
    asked_sha256 TEXT,
    asked_on TEXT,
    PRIMARY KEY (organiser_id, programme_id)
) STRICT;
INSERT INTO "standard_draft_by_programme"
    (organiser_id, programme_id, revision, body, changed_at, changed_by, asked_sha256, asked_on)
SELECT d.organiser_id,
    CASE WHEN p.organiser_id = d.organiser_id THEN d.programme_id
        ELSE COALESCE((SELECT MAX(own.id) FROM "programme" own WHERE own.organiser_id = d.organiser_id), d.programme_id) END,
    d.revision, d.body, d.changed_at, d.changed_by, d.asked_sha256, d.asked_on
FROM "standard_draft" d JOIN "programme" p ON p.id = d.programme_id;
DROP TABLE "standard_draft";
ALTER TABLE "standard_draft_by_programme" RENAME TO "standard_draft";
