-- The way of a circular: drafts, the factual check by the units named, appeals against ratings, and what follows.
-- Who rated: an appeal is decided by somebody else.
ALTER TABLE rating ADD COLUMN rated_by BIGINT REFERENCES account (id);
-- By when a criticism is answered in the unit's ledger.
ALTER TABLE mention ADD COLUMN reply_due_on TEXT COLLATE "C";
-- When a recipient was last reminded to read.
ALTER TABLE receipt ADD COLUMN reminded_on TEXT COLLATE "C";

-- Appeals against ratings, one each; a changed result stands beside the rating.
CREATE TABLE appeal (
    id BIGINT PRIMARY KEY,
    rating_id BIGINT NOT NULL UNIQUE REFERENCES rating (id),
    round_id BIGINT NOT NULL REFERENCES round (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    state TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    lodged_on TEXT COLLATE "C" NOT NULL,
    lodged_by BIGINT REFERENCES account (id),
    decision TEXT COLLATE "C",
    score TEXT COLLATE "C",
    grade TEXT COLLATE "C",
    decided_on TEXT COLLATE "C",
    decided_by BIGINT REFERENCES account (id)
);
CREATE INDEX appeal_by_round ON appeal (round_id, state);
CREATE INDEX appeal_by_unit ON appeal (unit_id);

-- Drafts of circulars; `body` is what a person wrote, as JSON.
CREATE TABLE circular_draft (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES round (id),
    organiser_id BIGINT NOT NULL REFERENCES unit (id),
    state TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C",
    drafted_on TEXT COLLATE "C" NOT NULL,
    circular_id BIGINT REFERENCES circular (id)
);
CREATE INDEX circular_draft_by_organiser ON circular_draft (organiser_id, state);

-- Passages of drafts, one for each point and unit named; `was` are the words before a correction was taken.
CREATE TABLE passage (
    id BIGINT PRIMARY KEY,
    draft_id BIGINT NOT NULL REFERENCES circular_draft (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    polarity TEXT COLLATE "C" NOT NULL,
    place INTEGER NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    was TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    said TEXT COLLATE "C",
    beside BOOLEAN NOT NULL,
    answered_on TEXT COLLATE "C",
    answered_by BIGINT REFERENCES account (id),
    decision TEXT COLLATE "C",
    decided_on TEXT COLLATE "C"
);
CREATE UNIQUE INDEX passage_once ON passage (draft_id, polarity, place, unit_id);
CREATE INDEX passage_by_unit ON passage (unit_id, state);

-- What units owe by the requirements of circulars, one for each requirement and unit.
CREATE TABLE obligation (
    id BIGINT PRIMARY KEY,
    circular_id BIGINT NOT NULL REFERENCES circular (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    place INTEGER NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C",
    answered_on TEXT COLLATE "C",
    answered_by BIGINT REFERENCES account (id)
);
CREATE UNIQUE INDEX obligation_once ON obligation (circular_id, place, unit_id);
CREATE INDEX obligation_by_unit ON obligation (unit_id, answered_on);

-- From which record a problem was opened, or which one it answers.
CREATE TABLE origin (
    id BIGINT PRIMARY KEY,
    problem_id BIGINT NOT NULL REFERENCES problem (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT COLLATE "C" NOT NULL,
    record_id BIGINT NOT NULL,
    place INTEGER NOT NULL,
    linked_on TEXT COLLATE "C" NOT NULL,
    account_id BIGINT REFERENCES account (id)
);
CREATE UNIQUE INDEX origin_once ON origin (kind, record_id, place, problem_id);
CREATE INDEX origin_by_problem ON origin (problem_id);
