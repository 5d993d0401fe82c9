-- Who owes a plan to a round: the units that stood directly beneath its organiser when it opened. A unit that comes later
-- changes no earlier round. Of rounds that opened before this table they are the units that stood there on that day.
CREATE TABLE "round_owing" (
    round_id INTEGER NOT NULL REFERENCES "round" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    from_on TEXT NOT NULL,
    PRIMARY KEY (round_id, unit_id)
) STRICT;
CREATE INDEX "round_owing_unit" ON "round_owing" (unit_id);

INSERT INTO "round_owing" (round_id, unit_id, from_on)
SELECT r.id, u.id, s.taken_on FROM "round" AS r
    JOIN "round_step" AS s ON s.round_id = r.id AND s.state = 'open'
    JOIN "unit" AS u ON u.parent_id = r.organiser_id
WHERE (u.opened_on IS NULL OR u.opened_on <= s.taken_on) AND (u.closed_on IS NULL OR u.closed_on > s.taken_on)
    AND u.entered_on <= s.taken_on;
