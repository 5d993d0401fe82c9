ALTER TABLE "sheet" DROP COLUMN minutes;
DROP TABLE "second_mark";
DROP TABLE "second_lot";
