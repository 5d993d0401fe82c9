-- Units in a leader's charge: by contact list or by portfolio, from day to day.
CREATE TABLE charge (
    id BIGINT PRIMARY KEY NOT NULL,
    post_id BIGINT NOT NULL REFERENCES post (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT COLLATE "C" NOT NULL,
    from_on TEXT COLLATE "C" NOT NULL,
    until_on TEXT COLLATE "C"
);
CREATE INDEX charge_by_post ON charge (post_id);
CREATE INDEX charge_by_unit ON charge (unit_id);

-- Tours are planned before they are made; a planned visit may be put into another tour.
ALTER TABLE tour ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT 'made';
ALTER TABLE tour ADD COLUMN post_id BIGINT REFERENCES post (id);
ALTER TABLE visit ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT 'made';
ALTER TABLE visit ADD COLUMN chosen_by TEXT COLLATE "C";
CREATE INDEX visit_by_state ON visit (state, visited_on);

-- What the visited unit answered, and what a check of a measure showed.
ALTER TABLE visit_item ADD COLUMN reply TEXT COLLATE "C";
ALTER TABLE visit_item ADD COLUMN replied_by BIGINT REFERENCES account (id);
ALTER TABLE visit_item ADD COLUMN seen TEXT COLLATE "C";

-- Notes of interviews: sealed to their author and the office that sent the tour.
CREATE TABLE interview_note (
    interview_id BIGINT PRIMARY KEY NOT NULL REFERENCES interview (id),
    author_id BIGINT NOT NULL REFERENCES account (id),
    body TEXT COLLATE "C" NOT NULL,
    written_at TEXT COLLATE "C" NOT NULL
);
