-- Whom a problem of a person is about. Until somebody is named its writer stands for the person.
ALTER TABLE "problem" ADD COLUMN person_id INTEGER REFERENCES "account" (id);
CREATE INDEX problem_by_person ON "problem" (person_id);
