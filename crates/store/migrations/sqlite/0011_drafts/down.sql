ALTER TABLE plan DROP COLUMN signed_by;
DROP TABLE "plan_draft";
DROP TABLE "standard_draft";
