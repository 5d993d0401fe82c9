-- The form of the numbers of circulars with the words of the offices that give them, and the number of each version: year and
-- place within it, and as it stands on paper.
ALTER TABLE "organisation" ADD COLUMN number_form TEXT COLLATE "C";
ALTER TABLE "organisation" ADD COLUMN number_words TEXT COLLATE "C";
ALTER TABLE "circular" ADD COLUMN number_year INTEGER;
ALTER TABLE "circular" ADD COLUMN number_place INTEGER;
ALTER TABLE "circular" ADD COLUMN number TEXT COLLATE "C";
CREATE UNIQUE INDEX circular_number ON "circular" (number);
CREATE UNIQUE INDEX circular_number_place ON "circular" (organiser_id, number_year, number_place);
