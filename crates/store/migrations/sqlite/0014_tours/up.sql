-- Units in a leader's charge: by contact list or by portfolio, from day to day.
CREATE TABLE charge (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES post (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT
) STRICT;
CREATE INDEX charge_by_post ON charge (post_id);
CREATE INDEX charge_by_unit ON charge (unit_id);

-- Tours are planned before they are made; a planned visit may be put into another tour.
ALTER TABLE tour ADD COLUMN state TEXT NOT NULL DEFAULT 'made';
ALTER TABLE tour ADD COLUMN post_id INTEGER REFERENCES post (id);
ALTER TABLE visit ADD COLUMN state TEXT NOT NULL DEFAULT 'made';
ALTER TABLE visit ADD COLUMN chosen_by TEXT;
CREATE INDEX visit_by_state ON visit (state, visited_on);

-- What the visited unit answered, and what a check of a measure showed.
ALTER TABLE visit_item ADD COLUMN reply TEXT;
ALTER TABLE visit_item ADD COLUMN replied_by INTEGER REFERENCES account (id);
ALTER TABLE visit_item ADD COLUMN seen TEXT;

-- Notes of interviews: sealed to their author and the office that sent the tour.
CREATE TABLE interview_note (
    interview_id INTEGER PRIMARY KEY REFERENCES interview (id),
    author_id INTEGER NOT NULL REFERENCES account (id),
    body TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;
