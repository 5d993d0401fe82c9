-- The library of cases, with source and audience; `tiers` and `roles` are JSON lists.
CREATE TABLE case_study (
    id INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    body TEXT NOT NULL,
    sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
    tiers TEXT NOT NULL,
    roles TEXT NOT NULL,
    registered_on TEXT NOT NULL
) STRICT;
CREATE INDEX case_study_by_unit ON case_study (unit_id);

-- In which sessions cases of the library were used.
CREATE TABLE case_use (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_study (id),
    seminar_id INTEGER NOT NULL REFERENCES seminar (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id)
) STRICT;
CREATE UNIQUE INDEX case_use_once ON case_use (case_id, seminar_id);
CREATE INDEX case_use_by_seminar ON case_use (seminar_id);
CREATE INDEX case_use_by_unit ON case_use (unit_id);

-- Sessions held up as examples; the key is the session's.
CREATE TABLE exemplar (
    id INTEGER PRIMARY KEY REFERENCES seminar (id),
    reason TEXT NOT NULL,
    marked_on TEXT NOT NULL,
    marked_by INTEGER REFERENCES account (id)
) STRICT;

-- Lessons that speakers drew for units beneath.
CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    seminar_id INTEGER NOT NULL REFERENCES seminar (id),
    place INTEGER NOT NULL,
    from_unit_id INTEGER NOT NULL REFERENCES unit (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    offered_on TEXT NOT NULL,
    answer TEXT,
    answered_on TEXT
) STRICT;
CREATE INDEX suggestion_by_unit ON suggestion (unit_id, state);
CREATE INDEX suggestion_by_seminar ON suggestion (seminar_id);
