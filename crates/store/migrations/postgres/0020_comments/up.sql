-- Comments of the public stand at a published circular, and somebody decides on each.
ALTER TABLE comment ADD COLUMN circular_id BIGINT REFERENCES circular (id);
ALTER TABLE comment ADD COLUMN reason TEXT COLLATE "C";
ALTER TABLE comment ADD COLUMN decided_on TEXT COLLATE "C";
ALTER TABLE comment ADD COLUMN decided_by BIGINT REFERENCES account (id);
CREATE INDEX comment_by_circular ON comment (circular_id, state);
