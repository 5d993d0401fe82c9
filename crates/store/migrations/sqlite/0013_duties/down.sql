DROP TABLE duty_tally;
ALTER TABLE duty DROP COLUMN ended_on;
ALTER TABLE duty DROP COLUMN due_on;
ALTER TABLE duty DROP COLUMN programme_id;
