-- In whose hands a thing is that the desk of a unit asks of several people; it stays on the desk of all of them. Without an
-- account it was put back.
CREATE TABLE "work_taken" (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    work TEXT NOT NULL,
    thing TEXT NOT NULL,
    account_id BIGINT REFERENCES "account" (id),
    since_on TEXT NOT NULL
);
CREATE UNIQUE INDEX "work_taken_by_thing" ON "work_taken" (unit_id, work, thing);
CREATE INDEX "work_taken_by_account" ON "work_taken" (account_id);
