-- The library of cases, with source and audience; `tiers` and `roles` are JSON lists.
CREATE TABLE case_study (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    sensitive BOOLEAN NOT NULL,
    tiers TEXT COLLATE "C" NOT NULL,
    roles TEXT COLLATE "C" NOT NULL,
    registered_on TEXT COLLATE "C" NOT NULL
);
CREATE INDEX case_study_by_unit ON case_study (unit_id);

-- In which sessions cases of the library were used.
CREATE TABLE case_use (
    id BIGINT PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES case_study (id),
    seminar_id BIGINT NOT NULL REFERENCES seminar (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id)
);
CREATE UNIQUE INDEX case_use_once ON case_use (case_id, seminar_id);
CREATE INDEX case_use_by_seminar ON case_use (seminar_id);
CREATE INDEX case_use_by_unit ON case_use (unit_id);

-- Sessions held up as examples; the key is the session's.
CREATE TABLE exemplar (
    id BIGINT PRIMARY KEY REFERENCES seminar (id),
    reason TEXT COLLATE "C" NOT NULL,
    marked_on TEXT COLLATE "C" NOT NULL,
    marked_by BIGINT REFERENCES account (id)
);

-- Lessons that speakers drew for units beneath.
CREATE TABLE suggestion (
    id BIGINT PRIMARY KEY,
    seminar_id BIGINT NOT NULL REFERENCES seminar (id),
    place INTEGER NOT NULL,
    from_unit_id BIGINT NOT NULL REFERENCES unit (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    body TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    offered_on TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C",
    answered_on TEXT COLLATE "C"
);
CREATE INDEX suggestion_by_unit ON suggestion (unit_id, state);
CREATE INDEX suggestion_by_seminar ON suggestion (seminar_id);
