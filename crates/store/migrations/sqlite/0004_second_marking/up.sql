-- Materials that are marked twice: the lot by which units were chosen, and who owes (or handed in) which sheet beside
-- the first. `reason`: by lot, or because two scores were too far apart. `minutes`: how long a sheet took, if known.
CREATE TABLE "second_lot" (
    draw_id INTEGER PRIMARY KEY REFERENCES "draw" (id),
    seed TEXT NOT NULL,
    certificate TEXT NOT NULL,
    drawn_at TEXT NOT NULL
) STRICT;
CREATE TABLE "second_mark" (
    id INTEGER PRIMARY KEY,
    spot_check_id INTEGER NOT NULL REFERENCES "spot_check" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    assessor_id INTEGER NOT NULL REFERENCES "account" (id),
    reason TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    sheet_id INTEGER REFERENCES "sheet" (id)
) STRICT;
CREATE UNIQUE INDEX second_mark_once ON "second_mark" (spot_check_id, assessor_id);
CREATE INDEX second_mark_by_assessor ON "second_mark" (assessor_id);
CREATE INDEX second_mark_by_round ON "second_mark" (round_id);
CREATE INDEX second_mark_by_unit ON "second_mark" (unit_id);
ALTER TABLE "sheet" ADD COLUMN minutes INTEGER;
