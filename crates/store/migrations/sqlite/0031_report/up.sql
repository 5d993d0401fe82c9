-- The report's template of an organisation, and reports as they were frozen. `body` of a frozen one holds text and figures as JSON.
CREATE TABLE "report_template" (
    unit_id INTEGER PRIMARY KEY REFERENCES "unit" (id),
    body TEXT NOT NULL,
    saved_on TEXT NOT NULL
) STRICT;
CREATE TABLE "report_frozen" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    as_of TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    frozen_by INTEGER REFERENCES "account" (id)
) STRICT;
CREATE INDEX report_frozen_by_unit ON "report_frozen" (unit_id);
