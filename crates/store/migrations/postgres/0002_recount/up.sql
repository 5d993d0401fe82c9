-- Figures of called-up units, counted anew: claimed by the register, checked, confirmed.
CREATE TABLE "recount" (
    id BIGINT PRIMARY KEY NOT NULL,
    spot_check_id BIGINT NOT NULL REFERENCES "spot_check" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    kind TEXT COLLATE "C" NOT NULL,
    claimed INTEGER NOT NULL,
    checked INTEGER NOT NULL CHECK (checked BETWEEN 1 AND claimed),
    confirmed INTEGER NOT NULL CHECK (confirmed BETWEEN 0 AND checked),
    counted_on TEXT COLLATE "C" NOT NULL,
    assessor_id BIGINT NOT NULL REFERENCES "account" (id)
);
CREATE UNIQUE INDEX recount_once ON "recount" (spot_check_id, kind);
CREATE INDEX recount_by_round ON "recount" (round_id, kind);
CREATE INDEX recount_by_unit ON "recount" (unit_id);
