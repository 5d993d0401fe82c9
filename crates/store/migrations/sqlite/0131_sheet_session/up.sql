-- Which session a sheet is on: its record, where the unit had made one, and the day on which it was heard. Sheets from before
-- say neither.
ALTER TABLE "sheet" ADD COLUMN seminar_id INTEGER REFERENCES "seminar" (id);
ALTER TABLE "sheet" ADD COLUMN heard_on TEXT;
CREATE INDEX "sheet_by_seminar" ON "sheet" (seminar_id);

-- Somebody may be sent to two sessions of a unit in one round, if they are on two days.
DROP INDEX "observation_once";
CREATE UNIQUE INDEX "observation_once" ON "observation" (round_id, unit_id, assessor_id, session_on);
