-- In whose hands a thing is that the desk of a unit asks of several people; it stays on the desk of all of them. Without an
-- account it was put back.
CREATE TABLE "work_taken" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    work TEXT NOT NULL,
    thing TEXT NOT NULL,
    account_id INTEGER REFERENCES "account" (id),
    since_on TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "work_taken_by_thing" ON "work_taken" (unit_id, work, thing);
CREATE INDEX "work_taken_by_account" ON "work_taken" (account_id);
