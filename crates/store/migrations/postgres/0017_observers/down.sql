DROP TABLE "assessor_lot";
DROP TABLE "interest";
ALTER TABLE "sheet" DROP COLUMN heard;
