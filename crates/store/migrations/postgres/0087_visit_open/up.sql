-- A visit is open until its record is closed: meetings, interviews and items may come later, each with the day on which it
-- was entered. What there is was entered with its visit.
ALTER TABLE "visit" ADD COLUMN closed_on TEXT;
ALTER TABLE "meeting" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "interview" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "visit_item" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
UPDATE "meeting" SET entered_on = (SELECT v.entered_on FROM "visit" AS v WHERE v.id = visit_id);
UPDATE "interview" SET entered_on = (SELECT v.entered_on FROM "visit" AS v WHERE v.id = visit_id);
UPDATE "visit_item" SET entered_on = (SELECT v.entered_on FROM "visit" AS v WHERE v.id = visit_id);
