-- A draft of a standard belongs to a programme of its organiser: of each programme one at a time. What an organiser with
-- programmes of its own drafted while it looked at its superior's belongs to the newest of its own.
UPDATE "standard_draft" d SET programme_id = own.newest
FROM (SELECT organiser_id, MAX(id) AS newest FROM "programme" GROUP BY organiser_id) own, "programme" p
WHERE own.organiser_id = d.organiser_id AND p.id = d.programme_id AND p.organiser_id <> d.organiser_id;
ALTER TABLE "standard_draft" DROP CONSTRAINT standard_draft_pkey;
ALTER TABLE "standard_draft" ADD CONSTRAINT standard_draft_pkey PRIMARY KEY (organiser_id, programme_id);
