-- Who answers a criticism: the unit that it names, or the one that took its place. What was published stays as it was.
ALTER TABLE "mention" ADD COLUMN answerer_id INTEGER REFERENCES "unit" (id);
UPDATE "mention" SET answerer_id = unit_id;
CREATE INDEX "mention_by_answerer" ON "mention" (answerer_id);

-- A unit that took the place of another owes what both were asked for, for both of them.
DROP INDEX "obligation_once";
CREATE INDEX "obligation_by_place" ON "obligation" (circular_id, place, unit_id);
DROP INDEX "burden_request_once";
CREATE INDEX "burden_request_by_question" ON "burden_request" (question_id, unit_id);
