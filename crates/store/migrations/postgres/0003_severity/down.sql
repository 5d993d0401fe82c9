ALTER TABLE "rating" DROP COLUMN otherwise;
ALTER TABLE "rating" DROP COLUMN variance;
