-- Later days and the long term are asked for and granted; problems are merged or found not to be so.
ALTER TABLE measure ADD COLUMN stage_goal TEXT;
ALTER TABLE measure ADD COLUMN ends_on TEXT;
ALTER TABLE problem ADD COLUMN merged_into INTEGER REFERENCES problem (id);
CREATE TABLE "measure_change" (
    id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES "measure" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    old_due_on TEXT,
    new_due_on TEXT NOT NULL,
    stage_goal TEXT,
    ends_on TEXT,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    requested_by INTEGER REFERENCES "account" (id),
    requested_on TEXT NOT NULL,
    approved_by INTEGER REFERENCES "account" (id),
    remarks TEXT,
    decided_by INTEGER REFERENCES "account" (id),
    decided_on TEXT
) STRICT;
CREATE INDEX measure_change_measure ON "measure_change" (measure_id);
CREATE INDEX measure_change_state ON "measure_change" (state, unit_id);
-- One request at a time.
CREATE UNIQUE INDEX measure_change_waits ON "measure_change" (measure_id) WHERE state IN ('requested', 'unit-approved');
