DROP INDEX comment_by_circular;
ALTER TABLE comment DROP COLUMN decided_by;
ALTER TABLE comment DROP COLUMN decided_on;
ALTER TABLE comment DROP COLUMN reason;
ALTER TABLE comment DROP COLUMN circular_id;
