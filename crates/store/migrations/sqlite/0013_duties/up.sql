-- A duty belongs to a programme, has a day by which it is to be acknowledged, and may end.
ALTER TABLE duty ADD COLUMN programme_id INTEGER REFERENCES programme (id);
ALTER TABLE duty ADD COLUMN due_on TEXT;
ALTER TABLE duty ADD COLUMN ended_on TEXT;
UPDATE duty SET programme_id = (SELECT min(id) FROM programme);

-- How far duties have come strictly beneath a unit, tier by tier; kept in the same unit of work as the duties.
-- `units`: units with a duty in force; `whole`: all of them acknowledged; `silent`: none acknowledged.
-- `touched_on`: the last day on which something in these counts changed.
CREATE TABLE duty_tally (
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    tier INTEGER NOT NULL,
    laid INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    units INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    silent INTEGER NOT NULL,
    touched_on TEXT NOT NULL,
    PRIMARY KEY (unit_id, tier)
) STRICT, WITHOUT ROWID;

INSERT INTO duty_tally
WITH RECURSIVE
own (unit_id, tier, laid, acknowledged, touched_on) AS (
    SELECT unit.id, unit.tier, count(*), count(duty.acknowledged_on),
        max(coalesce(duty.acknowledged_on, duty.laid_on))
    FROM duty JOIN unit ON unit.id = duty.unit_id
    GROUP BY unit.id, unit.tier
),
climb (unit_id, tier, laid, acknowledged, touched_on) AS (
    SELECT unit.parent_id, own.tier, own.laid, own.acknowledged, own.touched_on
    FROM own JOIN unit ON unit.id = own.unit_id WHERE unit.parent_id IS NOT NULL
    UNION ALL
    SELECT unit.parent_id, climb.tier, climb.laid, climb.acknowledged, climb.touched_on
    FROM climb JOIN unit ON unit.id = climb.unit_id WHERE unit.parent_id IS NOT NULL
)
SELECT unit_id, tier, sum(laid), sum(acknowledged), count(*),
    sum(CASE WHEN laid = acknowledged THEN 1 ELSE 0 END),
    sum(CASE WHEN acknowledged = 0 THEN 1 ELSE 0 END),
    max(touched_on)
FROM climb GROUP BY unit_id, tier;
