DROP INDEX "burden_request_by_question";
CREATE UNIQUE INDEX "burden_request_once" ON "burden_request" (question_id, unit_id);
DROP INDEX "obligation_by_place";
CREATE UNIQUE INDEX "obligation_once" ON "obligation" (circular_id, place, unit_id);
DROP INDEX "mention_by_answerer";
ALTER TABLE "mention" DROP COLUMN answerer_id;
