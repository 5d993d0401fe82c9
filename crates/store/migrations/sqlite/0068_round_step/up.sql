-- When each round came into which state: what is said of a past day follows from it. Of rounds that moved on before this
-- table the days are those of their acts, by the clock of Greenwich.
CREATE TABLE "round_step" (
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    state TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    PRIMARY KEY (round_id, state)
) STRICT;

INSERT OR IGNORE INTO "round_step" (round_id, state, taken_on)
SELECT subject_id, json_extract(detail, '$.to'), substr(at, 1, 10) FROM "journal"
WHERE action = 'advance-round' AND subject = 'round' AND json_extract(detail, '$.to') IS NOT NULL
    AND subject_id IN (SELECT id FROM "round")
ORDER BY place;
