-- Gates of rounds that were opened without what they ask for, and units that are excused from their session: each with
-- its reason, which is published.
CREATE TABLE "gate_opening" (
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    gate TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    opened_by BIGINT NOT NULL REFERENCES "account" (id),
    PRIMARY KEY (round_id, gate)
);

CREATE TABLE "session_excuse" (
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    reason TEXT NOT NULL,
    excused_on TEXT NOT NULL,
    excused_by BIGINT NOT NULL REFERENCES "account" (id),
    PRIMARY KEY (round_id, unit_id)
);
CREATE INDEX session_excuse_by_unit ON "session_excuse" (unit_id);

-- The way of a round after it was reopened: back, with a reason, and on again. Its first way stays in round_step.
CREATE TABLE "round_again" (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    state TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    reason TEXT
);
CREATE INDEX round_again_by_round ON "round_again" (round_id);
