-- Draws of closed measures to look back at, recurring; and what was drawn, with what was found.
CREATE TABLE "look_back_draw" (
    id BIGINT PRIMARY KEY NOT NULL,
    organiser_id BIGINT NOT NULL REFERENCES "unit" (id),
    state TEXT COLLATE "C" NOT NULL,
    rate TEXT COLLATE "C" NOT NULL,
    strata TEXT COLLATE "C" NOT NULL,
    frame TEXT COLLATE "C" NOT NULL,
    frame_hash TEXT COLLATE "C" NOT NULL,
    frozen_at TEXT COLLATE "C" NOT NULL,
    seed TEXT COLLATE "C",
    drawn_at TEXT COLLATE "C",
    certificate TEXT COLLATE "C",
    void_reason TEXT COLLATE "C"
);
CREATE INDEX look_back_draw_organiser ON "look_back_draw" (organiser_id);
CREATE TABLE "look_back" (
    id BIGINT PRIMARY KEY NOT NULL,
    draw_id BIGINT NOT NULL REFERENCES "look_back_draw" (id),
    measure_id BIGINT NOT NULL REFERENCES "measure" (id),
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    stratum TEXT COLLATE "C" NOT NULL,
    place INTEGER NOT NULL,
    ticket TEXT COLLATE "C" NOT NULL,
    assignee_id BIGINT REFERENCES "account" (id),
    state TEXT COLLATE "C" NOT NULL,
    looked_on TEXT COLLATE "C"
);
CREATE UNIQUE INDEX look_back_once ON "look_back" (draw_id, measure_id);
CREATE INDEX look_back_measure ON "look_back" (measure_id);
CREATE INDEX look_back_assignee ON "look_back" (assignee_id, state);
CREATE INDEX look_back_unit ON "look_back" (unit_id);
-- Closed measures are asked for by their day.
CREATE INDEX measure_closed ON "measure" (closed_on);
-- Inquiries: questions that were asked of units, with the figures of their day; the unit's reply stands beside.
CREATE TABLE "inquiry" (
    id BIGINT PRIMARY KEY NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES "unit" (id),
    kind TEXT COLLATE "C" NOT NULL,
    count_here INTEGER NOT NULL,
    of_here INTEGER NOT NULL,
    count_elsewhere INTEGER NOT NULL,
    of_elsewhere INTEGER NOT NULL,
    asked_by BIGINT REFERENCES "account" (id),
    asked_on TEXT COLLATE "C" NOT NULL,
    reply TEXT COLLATE "C",
    replied_by BIGINT REFERENCES "account" (id),
    replied_on TEXT COLLATE "C"
);
CREATE INDEX inquiry_unit ON "inquiry" (unit_id);
-- One of a kind waits for its reply at a time.
CREATE UNIQUE INDEX inquiry_waits ON "inquiry" (unit_id, kind) WHERE reply IS NULL;
