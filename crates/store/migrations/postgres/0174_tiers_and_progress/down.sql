ALTER TABLE "visit_item" DROP COLUMN progress;
ALTER TABLE "visit_item" DROP COLUMN subject;
ALTER TABLE "meeting" DROP COLUMN counted;
