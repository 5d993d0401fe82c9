-- The customary columns of a problem list, and the gate before a problem counts: the head's sign-off.
ALTER TABLE problem ADD COLUMN root_cause TEXT;
ALTER TABLE problem ADD COLUMN target TEXT;
ALTER TABLE problem ADD COLUMN leader TEXT;
ALTER TABLE problem ADD COLUMN assisting TEXT;
ALTER TABLE problem ADD COLUMN contact TEXT;
ALTER TABLE problem ADD COLUMN state TEXT NOT NULL DEFAULT 'reported';
ALTER TABLE problem ADD COLUMN missing TEXT;
ALTER TABLE problem ADD COLUMN reported_by BIGINT REFERENCES account (id);
ALTER TABLE problem ADD COLUMN signed_by BIGINT REFERENCES account (id);
ALTER TABLE problem ADD COLUMN signed_on TEXT;
CREATE INDEX problem_state ON problem (unit_id, state);
