-- Which unit acknowledged which guidance that a visit left for all units.
CREATE TABLE "guidance_read" (
    item_id BIGINT NOT NULL REFERENCES "visit_item" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    read_on TEXT NOT NULL,
    account_id BIGINT REFERENCES "account" (id),
    PRIMARY KEY (item_id, unit_id)
);
CREATE INDEX "guidance_read_by_unit" ON "guidance_read" (unit_id);
