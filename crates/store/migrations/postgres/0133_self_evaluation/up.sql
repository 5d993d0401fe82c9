-- What a unit says of itself after a round: what its topic brought. Asked of nobody, and no part of any rating.
CREATE TABLE "self_evaluation" (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES "round" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    gained TEXT NOT NULL,
    words TEXT NOT NULL,
    entered_on TEXT NOT NULL
);
CREATE INDEX "self_evaluation_by_round" ON "self_evaluation" (round_id);
CREATE INDEX "self_evaluation_by_unit" ON "self_evaluation" (unit_id);
