-- Draws of closed measures to look back at, recurring; and what was drawn, with what was found.
CREATE TABLE "look_back_draw" (
    id INTEGER PRIMARY KEY,
    organiser_id INTEGER NOT NULL REFERENCES "unit" (id),
    state TEXT NOT NULL,
    rate TEXT NOT NULL,
    strata TEXT NOT NULL,
    frame TEXT NOT NULL,
    frame_hash TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    seed TEXT,
    drawn_at TEXT,
    certificate TEXT,
    void_reason TEXT
) STRICT;
CREATE INDEX look_back_draw_organiser ON "look_back_draw" (organiser_id);
CREATE TABLE "look_back" (
    id INTEGER PRIMARY KEY,
    draw_id INTEGER NOT NULL REFERENCES "look_back_draw" (id),
    measure_id INTEGER NOT NULL REFERENCES "measure" (id),
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    stratum TEXT NOT NULL,
    place INTEGER NOT NULL,
    ticket TEXT NOT NULL,
    assignee_id INTEGER REFERENCES "account" (id),
    state TEXT NOT NULL,
    looked_on TEXT
) STRICT;
CREATE UNIQUE INDEX look_back_once ON "look_back" (draw_id, measure_id);
CREATE INDEX look_back_measure ON "look_back" (measure_id);
CREATE INDEX look_back_assignee ON "look_back" (assignee_id, state);
CREATE INDEX look_back_unit ON "look_back" (unit_id);
-- Closed measures are asked for by their day.
CREATE INDEX measure_closed ON "measure" (closed_on);
-- Inquiries: questions that were asked of units, with the figures of their day; the unit's reply stands beside.
CREATE TABLE "inquiry" (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES "unit" (id),
    kind TEXT NOT NULL,
    count_here INTEGER NOT NULL,
    of_here INTEGER NOT NULL,
    count_elsewhere INTEGER NOT NULL,
    of_elsewhere INTEGER NOT NULL,
    asked_by INTEGER REFERENCES "account" (id),
    asked_on TEXT NOT NULL,
    reply TEXT,
    replied_by INTEGER REFERENCES "account" (id),
    replied_on TEXT
) STRICT;
CREATE INDEX inquiry_unit ON "inquiry" (unit_id);
-- One of a kind waits for its reply at a time.
CREATE UNIQUE INDEX inquiry_waits ON "inquiry" (unit_id, kind) WHERE reply IS NULL;
