ALTER TABLE "round" DROP COLUMN standard_id;
