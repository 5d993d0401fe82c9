-- Whose acts a session of no round is among: those of the nearest unit at or above its own that had begun a programme by the day
-- on which it was entered. Nothing where nobody had, and for a session of a round, which is among those of its round.
ALTER TABLE "seminar" ADD COLUMN organiser_id INTEGER REFERENCES "unit" (id);
UPDATE "seminar" SET organiser_id = (
  SELECT p.organiser_id FROM "programme" p
  JOIN "unit" o ON o.id = p.organiser_id
  JOIN "unit" u ON u.id = "seminar".unit_id
  WHERE o.lo <= u.lo AND o.hi >= u.hi AND p.started_on <= "seminar".entered_on
  ORDER BY o.lo DESC, p.id DESC LIMIT 1
) WHERE round_id IS NULL;
