-- Units left out of a frame, with their reasons: a file of its own beside the frame.
ALTER TABLE "draw" ADD COLUMN exclusions TEXT;

-- A drawn unit that can't be checked keeps the reason; whoever takes its place says whose it is.
ALTER TABLE "spot_check" ADD COLUMN unfit TEXT;
ALTER TABLE "spot_check" ADD COLUMN replaces_id BIGINT;

-- Materials called up from drawn units; `kinds` are words with spaces between, `answer` is JSON: kind to place or nothing.
CREATE TABLE "call_up" (
    spot_check_id BIGINT PRIMARY KEY REFERENCES "spot_check" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kinds TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    answer TEXT,
    answered_on TEXT,
    answered_by BIGINT REFERENCES "account" (id)
);
CREATE INDEX call_up_by_unit ON "call_up" (unit_id);

-- Who is drawn to assess materials first, and by which lot.
CREATE TABLE "first_mark" (
    spot_check_id BIGINT PRIMARY KEY REFERENCES "spot_check" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    assessor_id BIGINT NOT NULL REFERENCES "account" (id),
    lot_id BIGINT NOT NULL REFERENCES "assessor_lot" (id)
);
CREATE INDEX first_mark_by_assessor ON "first_mark" (assessor_id);
CREATE INDEX first_mark_by_unit ON "first_mark" (unit_id);
