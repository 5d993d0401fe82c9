-- On which day (of the organisation's zone) a record was entered, where its own day can be another one: what is said of a
-- day is what had been entered by its end. An empty day is before every other.
ALTER TABLE "unit" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "duty" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "duty" ADD COLUMN end_entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "plan" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "plan_review" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "seminar" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "sheet" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "spot_check" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "spot_check" ADD COLUMN void_on TEXT;
ALTER TABLE "rating" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "manifestation" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
ALTER TABLE "visit" ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';
-- What was entered before is known by the moment that its record keeps, by the journal's act about it, or by its own day.
UPDATE duty SET entered_on = laid_on, end_entered_on = coalesce(ended_on, '');
UPDATE plan SET entered_on = substr(submitted_at, 1, 10);
UPDATE plan_review SET entered_on = substr(reviewed_at, 1, 10);
UPDATE seminar SET entered_on = substr(recorded_at, 1, 10);
UPDATE sheet SET entered_on = substr(submitted_at, 1, 10);
UPDATE rating SET entered_on = substr(rated_at, 1, 10);
UPDATE spot_check SET entered_on = coalesce(
    (SELECT min(substr(at, 1, 10)) FROM journal WHERE action = 'replace-drawn' AND subject = 'spot-check'
        AND subject_id = spot_check.replaces_id),
    (SELECT substr(drawn_at, 1, 10) FROM draw WHERE draw.id = spot_check.draw_id), '');
UPDATE spot_check SET void_on = coalesce(
    (SELECT min(substr(at, 1, 10)) FROM journal WHERE action = 'replace-drawn' AND subject = 'spot-check'
        AND subject_id = spot_check.id),
    (SELECT min(substr(at, 1, 10)) FROM journal WHERE action = 'void-draw' AND subject = 'draw'
        AND subject_id = spot_check.draw_id),
    entered_on) WHERE state = 'void';
UPDATE visit SET entered_on = coalesce(
    (SELECT min(substr(at, 1, 10)) FROM journal WHERE action = 'record-visit' AND subject = 'visit' AND subject_id = visit.id),
    (SELECT min(substr(at, 1, 10)) FROM journal WHERE action = 'record-visit' AND subject = 'tour'
        AND subject_id = visit.tour_id),
    visited_on) WHERE state = 'made';

-- Problems as their head signed them: what counts from one day until before another. A correction changes nothing here
-- until it is signed; a return and a settlement end it.
CREATE TABLE problem_counted (
    id BIGINT PRIMARY KEY,
    problem_id BIGINT NOT NULL REFERENCES "problem" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    level TEXT NOT NULL,
    aspect TEXT NOT NULL,
    source TEXT NOT NULL,
    round_id BIGINT REFERENCES "round" (id),
    found_on TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL
);
CREATE INDEX problem_counted_problem ON problem_counted (problem_id);
CREATE INDEX problem_counted_unit ON problem_counted (unit_id);

-- Measures as they stood: state, day and problem from one day until before another.
CREATE TABLE measure_standing (
    id BIGINT PRIMARY KEY,
    measure_id BIGINT NOT NULL REFERENCES "measure" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    problem_id BIGINT NOT NULL REFERENCES "problem" (id),
    state TEXT NOT NULL,
    due_on TEXT,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL
);
CREATE INDEX measure_standing_measure ON measure_standing (measure_id);
CREATE INDEX measure_standing_problem ON measure_standing (problem_id);

INSERT INTO problem_counted
SELECT id, id, unit_id, level, aspect, source, round_id, found_on, coalesce(signed_on, found_on), '9999-12-31'
FROM "problem" WHERE state = 'signed';

INSERT INTO measure_standing
WITH
step AS (
    SELECT measure_id, id AS place, taken_on AS from_on, CASE step
        WHEN 'progress' THEN 'in-progress' WHEN 'request' THEN 'closure-requested' WHEN 'approve' THEN 'unit-approved'
        WHEN 'return' THEN 'returned' WHEN 'close' THEN 'closed' WHEN 'close-period' THEN 'closed-for-period'
        WHEN 'hold' THEN 'held' ELSE 'reopened' END AS state
    FROM measure_step
    UNION ALL
    SELECT measure.id, 0, coalesce((SELECT min(taken_on) FROM measure_step WHERE measure_id = measure.id
        AND taken_on < problem.found_on), problem.found_on), 'registered'
    FROM measure JOIN "problem" ON "problem".id = measure.problem_id
),
lasting AS (
    SELECT measure_id, place, state, from_on,
        coalesce(lead(from_on) OVER (PARTITION BY measure_id ORDER BY place), '9999-12-31') AS until_on
    FROM step
)
-- The day that was set before a change is known by the change.
SELECT row_number() OVER (ORDER BY measure_id, place), measure_id, measure.unit_id, measure.problem_id, lasting.state,
    coalesce((SELECT old_due_on FROM measure_change WHERE measure_change.measure_id = measure.id AND decided_on >= until_on
        AND measure_change.state = 'granted' AND old_due_on IS NOT NULL ORDER BY decided_on LIMIT 1), measure.due_on),
    from_on, until_on
FROM lasting JOIN measure ON measure.id = lasting.measure_id;
