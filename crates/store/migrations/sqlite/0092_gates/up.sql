-- Gates of rounds that were opened without what they ask for, and units that are excused from their session: each with
-- its reason, which is published.
CREATE TABLE "gate_opening" (
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    gate TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    opened_by INTEGER NOT NULL REFERENCES "account" (id),
    PRIMARY KEY (round_id, gate)
) STRICT;

CREATE TABLE "session_excuse" (
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    reason TEXT NOT NULL,
    excused_on TEXT NOT NULL,
    excused_by INTEGER NOT NULL REFERENCES "account" (id),
    PRIMARY KEY (round_id, unit_id)
) STRICT;
CREATE INDEX session_excuse_by_unit ON "session_excuse" (unit_id);

-- The way of a round after it was reopened: back, with a reason, and on again. Its first way stays in round_step.
CREATE TABLE "round_again" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    state TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    reason TEXT
) STRICT;
CREATE INDEX round_again_by_round ON "round_again" (round_id);
