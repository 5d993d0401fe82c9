-- Who goes along on one visit and not on the others of its tour: whoever was to make a trip that was put into it.
CREATE TABLE "visit_team" (
    visit_id INTEGER NOT NULL REFERENCES "visit" (id),
    post_id INTEGER NOT NULL REFERENCES "post" (id),
    PRIMARY KEY (visit_id, post_id)
) STRICT;

-- What became of a planned visit: moved to a day of its own, called off, or put together with another one; and of a record
-- that was withdrawn: on which day, and why.
ALTER TABLE "visit" ADD COLUMN day_on TEXT;
ALTER TABLE "visit" ADD COLUMN ended_on TEXT;
ALTER TABLE "visit" ADD COLUMN reason TEXT;
ALTER TABLE "visit" ADD COLUMN into_id INTEGER REFERENCES "visit" (id);

-- Parts of a record that turned out not to be so.
ALTER TABLE "meeting" ADD COLUMN withdrawn_on TEXT;
ALTER TABLE "interview" ADD COLUMN withdrawn_on TEXT;
ALTER TABLE "visit_item" ADD COLUMN withdrawn_on TEXT;

-- What a record said before it was corrected, and why.
CREATE TABLE "visit_correction" (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES "visit" (id),
    corrected_on TEXT NOT NULL,
    account_id INTEGER REFERENCES "account" (id),
    reason TEXT NOT NULL,
    visited_on TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;
CREATE INDEX "visit_correction_by_visit" ON "visit_correction" (visit_id);
