DROP TABLE "measure_change";
ALTER TABLE problem DROP COLUMN merged_into;
ALTER TABLE measure DROP COLUMN ends_on;
ALTER TABLE measure DROP COLUMN stage_goal;
