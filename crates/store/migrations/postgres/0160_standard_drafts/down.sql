-- Of several drafts the one of the newest programme stays.
DELETE FROM "standard_draft" d USING "standard_draft" newer
WHERE newer.organiser_id = d.organiser_id AND newer.programme_id > d.programme_id;
ALTER TABLE "standard_draft" DROP CONSTRAINT standard_draft_pkey;
ALTER TABLE "standard_draft" ADD CONSTRAINT standard_draft_pkey PRIMARY KEY (organiser_id);
