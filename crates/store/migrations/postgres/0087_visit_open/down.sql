ALTER TABLE "visit_item" DROP COLUMN entered_on;
ALTER TABLE "interview" DROP COLUMN entered_on;
ALTER TABLE "meeting" DROP COLUMN entered_on;
ALTER TABLE "visit" DROP COLUMN closed_on;
