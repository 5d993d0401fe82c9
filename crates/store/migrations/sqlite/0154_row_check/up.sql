-- Rated units that no passage of a draft asks and whose result stands in its table: each is told, with the result that it was told.
CREATE TABLE "row_check" (
    id INTEGER PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES "circular_draft" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    score TEXT,
    grade TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "row_check_once" ON "row_check" (draft_id, unit_id);
CREATE INDEX "row_check_by_unit" ON "row_check" (unit_id);
