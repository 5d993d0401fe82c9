-- Later days and the long term are asked for and granted; problems are merged or found not to be so.
ALTER TABLE measure ADD COLUMN stage_goal TEXT COLLATE "C";
ALTER TABLE measure ADD COLUMN ends_on TEXT COLLATE "C";
ALTER TABLE problem ADD COLUMN merged_into BIGINT REFERENCES problem (id);
CREATE TABLE "measure_change" (
    id BIGINT PRIMARY KEY NOT NULL,
    measure_id BIGINT NOT NULL REFERENCES "measure" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    old_due_on TEXT COLLATE "C",
    new_due_on TEXT COLLATE "C" NOT NULL,
    stage_goal TEXT COLLATE "C",
    ends_on TEXT COLLATE "C",
    reason TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    requested_by BIGINT REFERENCES "account" (id),
    requested_on TEXT COLLATE "C" NOT NULL,
    approved_by BIGINT REFERENCES "account" (id),
    remarks TEXT COLLATE "C",
    decided_by BIGINT REFERENCES "account" (id),
    decided_on TEXT COLLATE "C"
);
CREATE INDEX measure_change_measure ON "measure_change" (measure_id);
CREATE INDEX measure_change_state ON "measure_change" (state, unit_id);
-- One request at a time.
CREATE UNIQUE INDEX measure_change_waits ON "measure_change" (measure_id) WHERE state IN ('requested', 'unit-approved');
