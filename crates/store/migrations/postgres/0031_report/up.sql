-- The report's template of an organisation, and reports as they were frozen. `body` of a frozen one holds text and figures as JSON.
CREATE TABLE "report_template" (
    unit_id BIGINT PRIMARY KEY NOT NULL REFERENCES "unit" (id),
    body TEXT COLLATE "C" NOT NULL,
    saved_on TEXT COLLATE "C" NOT NULL
);
CREATE TABLE "report_frozen" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    as_of TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    frozen_at TEXT COLLATE "C" NOT NULL,
    frozen_by BIGINT REFERENCES "account" (id)
);
CREATE INDEX report_frozen_by_unit ON "report_frozen" (unit_id);
