DROP TABLE origin;
DROP TABLE obligation;
DROP TABLE passage;
DROP TABLE circular_draft;
DROP TABLE appeal;
ALTER TABLE receipt DROP COLUMN reminded_on;
ALTER TABLE mention DROP COLUMN reply_due_on;
ALTER TABLE rating DROP COLUMN rated_by;
