DROP INDEX problem_by_person;
ALTER TABLE "problem" DROP COLUMN person_id;
