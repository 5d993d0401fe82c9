-- A finding that was put into a problem and taken out of it again: on which day.
ALTER TABLE "origin" ADD COLUMN undone_on TEXT;
