-- Entries of the first form get the words of their acts from the program, after the migrations (journal.rs): here is
-- how they are found.
CREATE INDEX journal_by_form ON "journal" (form, place);
