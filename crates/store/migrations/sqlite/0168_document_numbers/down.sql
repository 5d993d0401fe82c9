DROP INDEX circular_number_place;
DROP INDEX circular_number;
ALTER TABLE "circular" DROP COLUMN number;
ALTER TABLE "circular" DROP COLUMN number_place;
ALTER TABLE "circular" DROP COLUMN number_year;
ALTER TABLE "organisation" DROP COLUMN number_words;
ALTER TABLE "organisation" DROP COLUMN number_form;
