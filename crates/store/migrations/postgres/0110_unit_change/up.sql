-- What was changed in the tree by an act: what a unit was called and where it stood before and after. `unit` says what is; what
-- was on a day follows from what was changed after it. `ordered_on` is the day of the order as its paper has it; it holds from
-- `from_on`, the day on which it was entered, since what was said of an earlier day stays said.
CREATE TABLE "unit_change" (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    name_before TEXT,
    name_after TEXT,
    parent_before BIGINT REFERENCES "unit" (id),
    parent_after BIGINT REFERENCES "unit" (id),
    other_id BIGINT REFERENCES "unit" (id),
    ordered_on TEXT NOT NULL,
    from_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    undoes_id BIGINT REFERENCES "unit_change" (id)
);
CREATE INDEX unit_change_by_unit ON "unit_change" (unit_id, id);
CREATE INDEX unit_change_by_day ON "unit_change" (from_on);
CREATE INDEX unit_change_by_other ON "unit_change" (other_id);
