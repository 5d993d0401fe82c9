-- Figures of called-up units, counted anew: claimed by the register, checked, confirmed.
CREATE TABLE "recount" (
    id INTEGER PRIMARY KEY,
    spot_check_id INTEGER NOT NULL REFERENCES "spot_check" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    kind TEXT NOT NULL,
    claimed INTEGER NOT NULL,
    checked INTEGER NOT NULL CHECK (checked BETWEEN 1 AND claimed),
    confirmed INTEGER NOT NULL CHECK (confirmed BETWEEN 0 AND checked),
    counted_on TEXT NOT NULL,
    assessor_id INTEGER NOT NULL REFERENCES "account" (id)
) STRICT;
CREATE UNIQUE INDEX recount_once ON "recount" (spot_check_id, kind);
CREATE INDEX recount_by_round ON "recount" (round_id, kind);
CREATE INDEX recount_by_unit ON "recount" (unit_id);
