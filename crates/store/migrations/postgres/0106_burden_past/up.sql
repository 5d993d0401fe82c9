-- What offices had set before: until which day, itself not counted, it stood. A month is judged by what stood in it.
CREATE TABLE "burden_past" (
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    until_on TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (unit_id, until_on)
);
CREATE TABLE "burden_past_minutes" (
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    until_on TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (unit_id, until_on, kind)
);
CREATE TABLE "burden_past_budget" (
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    until_on TEXT COLLATE "C" NOT NULL,
    tier INTEGER NOT NULL,
    week INTEGER NOT NULL,
    month INTEGER NOT NULL,
    on_excess TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (unit_id, until_on, tier)
);
