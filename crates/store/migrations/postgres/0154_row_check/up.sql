-- Rated units that no passage of a draft asks and whose result stands in its table: each is told, with the result that it was told.
CREATE TABLE "row_check" (
    id BIGINT PRIMARY KEY,
    draft_id BIGINT NOT NULL REFERENCES "circular_draft" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    score TEXT COLLATE "C",
    grade TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX "row_check_once" ON "row_check" (draft_id, unit_id);
CREATE INDEX "row_check_by_unit" ON "row_check" (unit_id);
