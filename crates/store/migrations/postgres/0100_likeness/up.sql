-- Texts that an office knows to have been sent out or published: what stands in them is no sign of copying.
CREATE TABLE "source_text" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    title TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    added_by BIGINT REFERENCES "account" (id),
    added_on TEXT COLLATE "C" NOT NULL,
    withdrawn_on TEXT COLLATE "C"
);
CREATE INDEX "source_text_unit" ON "source_text" (unit_id);
-- The texts of a question about texts, as they stood when it was asked: the unit's own, and the other unit's that stood
-- first (or the other unit's name, where it is that which was found), in how many units of how many.
CREATE TABLE "inquiry_text" (
    inquiry_id BIGINT NOT NULL REFERENCES "inquiry" (id),
    place INTEGER NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    record_id BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    other_id BIGINT NOT NULL REFERENCES "unit" (id),
    other_body TEXT COLLATE "C" NOT NULL,
    other_since TEXT COLLATE "C" NOT NULL,
    in_units INTEGER NOT NULL,
    of_units INTEGER NOT NULL,
    PRIMARY KEY (inquiry_id, place)
);
CREATE INDEX "inquiry_text_other" ON "inquiry_text" (other_id);
