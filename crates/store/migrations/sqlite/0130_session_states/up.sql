-- What became of the record of a session: on which day it stood no more, and why. A state that was corrected is a row of its
-- own: "stands_id" is the record as it stands now, so that what was said on a day stays said of that day.
ALTER TABLE "seminar" ADD COLUMN ended_on TEXT;
ALTER TABLE "seminar" ADD COLUMN stands_id INTEGER REFERENCES "seminar" (id);
ALTER TABLE "seminar" ADD COLUMN reason TEXT;

-- Whether whoever was first responsible on its day came on it; and since when the record says that it was made up.
ALTER TABLE "seminar" ADD COLUMN lead_came TEXT;
ALTER TABLE "seminar" ADD COLUMN lead_made_up_on TEXT;
CREATE INDEX "seminar_by_standing" ON "seminar" (stands_id);
