-- The draft of an organiser's next standard: as it was written, sound or not.
CREATE TABLE "standard_draft" (
    organiser_id INTEGER PRIMARY KEY REFERENCES "unit" (id),
    programme_id INTEGER NOT NULL REFERENCES "programme" (id),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by INTEGER REFERENCES "account" (id)
) STRICT;

-- The draft of a unit's next plan for a round, until its head has signed it: nobody above sees it.
CREATE TABLE "plan_draft" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    words TEXT,
    changed_at TEXT NOT NULL,
    changed_by INTEGER REFERENCES "account" (id),
    sent_by INTEGER REFERENCES "account" (id)
) STRICT;
CREATE UNIQUE INDEX plan_draft_by_round ON "plan_draft" (round_id, unit_id);
CREATE INDEX plan_draft_by_unit ON "plan_draft" (unit_id, state);

-- Which head stands behind a version of a plan; none for those from before the gate.
ALTER TABLE plan ADD COLUMN signed_by INTEGER REFERENCES "account" (id);
