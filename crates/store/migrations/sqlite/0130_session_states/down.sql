-- States that were corrected would count as sessions without the columns.
DELETE FROM "case_use" WHERE seminar_id IN (SELECT id FROM "seminar" WHERE stands_id IS NOT NULL);
DELETE FROM "seminar" WHERE stands_id IS NOT NULL;
DROP INDEX "seminar_by_standing";
ALTER TABLE "seminar" DROP COLUMN lead_made_up_on;
ALTER TABLE "seminar" DROP COLUMN lead_came;
ALTER TABLE "seminar" DROP COLUMN reason;
ALTER TABLE "seminar" DROP COLUMN stands_id;
ALTER TABLE "seminar" DROP COLUMN ended_on;
