-- Which unit acknowledged which guidance that a visit left for all units.
CREATE TABLE "guidance_read" (
    item_id INTEGER NOT NULL REFERENCES "visit_item" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    read_on TEXT NOT NULL,
    account_id INTEGER REFERENCES "account" (id),
    PRIMARY KEY (item_id, unit_id)
) STRICT;
CREATE INDEX "guidance_read_by_unit" ON "guidance_read" (unit_id);
