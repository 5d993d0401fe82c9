-- What an observer heard speaker by speaker, as JSON; nothing on other sheets.
ALTER TABLE "sheet" ADD COLUMN heard TEXT;

-- Interests that assessors declare (or an office notes): they stay away from the unit, or from it and all beneath it.
CREATE TABLE "interest" (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES "account" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    reach TEXT NOT NULL,
    reason TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    declared_by INTEGER NOT NULL REFERENCES "account" (id),
    declared_on TEXT NOT NULL
) STRICT;
CREATE INDEX interest_by_account ON "interest" (account_id);
CREATE INDEX interest_by_unit ON "interest" (unit_id);

-- Lots by which assessors were chosen: the seed that was made in public and the certificate of what it drew.
CREATE TABLE "assessor_lot" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    purpose TEXT NOT NULL,
    seed TEXT NOT NULL,
    certificate TEXT NOT NULL,
    drawn_at TEXT NOT NULL
) STRICT;
CREATE INDEX assessor_lot_by_round ON "assessor_lot" (round_id, purpose);
