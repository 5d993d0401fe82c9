-- The version of the standard by which a round runs, fixed when it opens. Rounds that run already keep the one in force.
ALTER TABLE "round" ADD COLUMN standard_id INTEGER;
UPDATE "round" SET standard_id = (
    SELECT s.id FROM "standard" s WHERE s.organiser_id = "round".organiser_id ORDER BY s.version DESC LIMIT 1
) WHERE state <> 'planned';
