-- Whoever was sent twice in a round can't be in the register as it was: the second time is told apart by its day alone.
DROP INDEX "observation_once";
CREATE INDEX "observation_once" ON "observation" (round_id, unit_id, assessor_id);
DROP INDEX "sheet_by_seminar";
ALTER TABLE "sheet" DROP COLUMN heard_on;
ALTER TABLE "sheet" DROP COLUMN seminar_id;
