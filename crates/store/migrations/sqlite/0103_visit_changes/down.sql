DROP TABLE "visit_correction";
ALTER TABLE "visit_item" DROP COLUMN withdrawn_on;
ALTER TABLE "interview" DROP COLUMN withdrawn_on;
ALTER TABLE "meeting" DROP COLUMN withdrawn_on;
ALTER TABLE "visit" DROP COLUMN into_id;
ALTER TABLE "visit" DROP COLUMN reason;
ALTER TABLE "visit" DROP COLUMN ended_on;
ALTER TABLE "visit" DROP COLUMN day_on;
DROP TABLE "visit_team";
