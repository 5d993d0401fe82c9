-- Comments of the public stand at a published circular, and somebody decides on each.
ALTER TABLE comment ADD COLUMN circular_id INTEGER REFERENCES circular (id);
ALTER TABLE comment ADD COLUMN reason TEXT;
ALTER TABLE comment ADD COLUMN decided_on TEXT;
ALTER TABLE comment ADD COLUMN decided_by INTEGER REFERENCES account (id);
CREATE INDEX comment_by_circular ON comment (circular_id, state);
