ALTER TABLE "origin" DROP COLUMN undone_on;
