-- The way of a circular: drafts, the factual check by the units named, appeals against ratings, and what follows.
-- Who rated: an appeal is decided by somebody else.
ALTER TABLE rating ADD COLUMN rated_by INTEGER REFERENCES account (id);
-- By when a criticism is answered in the unit's ledger.
ALTER TABLE mention ADD COLUMN reply_due_on TEXT;
-- When a recipient was last reminded to read.
ALTER TABLE receipt ADD COLUMN reminded_on TEXT;

-- Appeals against ratings, one each; a changed result stands beside the rating.
CREATE TABLE appeal (
    id INTEGER PRIMARY KEY,
    rating_id INTEGER NOT NULL UNIQUE REFERENCES rating (id),
    round_id INTEGER NOT NULL REFERENCES round (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    lodged_on TEXT NOT NULL,
    lodged_by INTEGER REFERENCES account (id),
    decision TEXT,
    score TEXT,
    grade TEXT,
    decided_on TEXT,
    decided_by INTEGER REFERENCES account (id)
) STRICT;
CREATE INDEX appeal_by_round ON appeal (round_id, state);
CREATE INDEX appeal_by_unit ON appeal (unit_id);

-- Drafts of circulars; `body` is what a person wrote, as JSON.
CREATE TABLE circular_draft (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES round (id),
    organiser_id INTEGER NOT NULL REFERENCES unit (id),
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    due_on TEXT,
    drafted_on TEXT NOT NULL,
    circular_id INTEGER REFERENCES circular (id)
) STRICT;
CREATE INDEX circular_draft_by_organiser ON circular_draft (organiser_id, state);

-- Passages of drafts, one for each point and unit named; `was` are the words before a correction was taken.
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES circular_draft (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    polarity TEXT NOT NULL,
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    was TEXT,
    state TEXT NOT NULL,
    said TEXT,
    beside INTEGER NOT NULL CHECK (beside IN (0, 1)),
    answered_on TEXT,
    answered_by INTEGER REFERENCES account (id),
    decision TEXT,
    decided_on TEXT
) STRICT;
CREATE UNIQUE INDEX passage_once ON passage (draft_id, polarity, place, unit_id);
CREATE INDEX passage_by_unit ON passage (unit_id, state);

-- What units owe by the requirements of circulars, one for each requirement and unit.
CREATE TABLE obligation (
    id INTEGER PRIMARY KEY,
    circular_id INTEGER NOT NULL REFERENCES circular (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    due_on TEXT NOT NULL,
    answer TEXT,
    answered_on TEXT,
    answered_by INTEGER REFERENCES account (id)
) STRICT;
CREATE UNIQUE INDEX obligation_once ON obligation (circular_id, place, unit_id);
CREATE INDEX obligation_by_unit ON obligation (unit_id, answered_on);

-- From which record a problem was opened, or which one it answers.
CREATE TABLE origin (
    id INTEGER PRIMARY KEY,
    problem_id INTEGER NOT NULL REFERENCES problem (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    linked_on TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id)
) STRICT;
CREATE UNIQUE INDEX origin_once ON origin (kind, record_id, place, problem_id);
CREATE INDEX origin_by_problem ON origin (problem_id);
