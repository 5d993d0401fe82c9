-- Texts that an office knows to have been sent out or published: what stands in them is no sign of copying.
CREATE TABLE "source_text" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    added_by INTEGER REFERENCES "account" (id),
    added_on TEXT NOT NULL,
    withdrawn_on TEXT
) STRICT;
CREATE INDEX "source_text_unit" ON "source_text" (unit_id);
-- The texts of a question about texts, as they stood when it was asked: the unit's own, and the other unit's that stood
-- first (or the other unit's name, where it is that which was found), in how many units of how many.
CREATE TABLE "inquiry_text" (
    inquiry_id INTEGER NOT NULL REFERENCES "inquiry" (id),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    other_id INTEGER NOT NULL REFERENCES "unit" (id),
    other_body TEXT NOT NULL,
    other_since TEXT NOT NULL,
    in_units INTEGER NOT NULL,
    of_units INTEGER NOT NULL,
    PRIMARY KEY (inquiry_id, place)
) STRICT;
CREATE INDEX "inquiry_text_other" ON "inquiry_text" (other_id);
