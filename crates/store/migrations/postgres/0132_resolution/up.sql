-- What a session resolved: what is to be done, by which post, until when, and what became of it.
CREATE TABLE "resolution" (
    id BIGINT PRIMARY KEY,
    seminar_id BIGINT NOT NULL REFERENCES "seminar" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    body TEXT NOT NULL,
    owner TEXT NOT NULL,
    post_id BIGINT REFERENCES "post" (id),
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    made_on TEXT NOT NULL,
    ended_on TEXT,
    outcome TEXT
);
CREATE INDEX "resolution_by_seminar" ON "resolution" (seminar_id);
CREATE INDEX "resolution_by_unit" ON "resolution" (unit_id, state);
CREATE INDEX "resolution_by_post" ON "resolution" (post_id);
