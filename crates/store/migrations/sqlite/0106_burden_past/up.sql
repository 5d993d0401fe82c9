-- What offices had set before: until which day, itself not counted, it stood. A month is judged by what stood in it.
CREATE TABLE "burden_past" (
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    until_on TEXT NOT NULL,
    PRIMARY KEY (unit_id, until_on)
) STRICT;
CREATE TABLE "burden_past_minutes" (
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    until_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (unit_id, until_on, kind)
) STRICT;
CREATE TABLE "burden_past_budget" (
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    until_on TEXT NOT NULL,
    tier INTEGER NOT NULL,
    week INTEGER NOT NULL,
    month INTEGER NOT NULL,
    on_excess TEXT NOT NULL,
    PRIMARY KEY (unit_id, until_on, tier)
) STRICT;
