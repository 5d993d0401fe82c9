-- Activities besides the seminar in a round, as the pack of its programme had them when it opened: whether every unit that owes
-- the round a plan owes one, whether its day is said beforehand, whether somebody may be sent to listen.
CREATE TABLE "round_activity" (
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    kind TEXT NOT NULL,
    owed INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    observed INTEGER NOT NULL,
    PRIMARY KEY (round_id, kind)
) STRICT;

-- The day that a unit said beforehand; the last one counts.
CREATE TABLE "activity_plan" (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    entered_on TEXT NOT NULL
) STRICT;
CREATE INDEX "activity_plan_by_round" ON "activity_plan" (round_id, unit_id);
CREATE INDEX "activity_plan_by_unit" ON "activity_plan" (unit_id);
