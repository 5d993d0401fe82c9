-- Who goes along on a tour, by post; and which programmes a visit is for.
CREATE TABLE "tour_team" (
    tour_id INTEGER NOT NULL REFERENCES "tour" (id),
    post_id INTEGER NOT NULL REFERENCES "post" (id),
    PRIMARY KEY (tour_id, post_id)
) STRICT;
CREATE TABLE "visit_programme" (
    visit_id INTEGER NOT NULL REFERENCES "visit" (id),
    programme_id INTEGER NOT NULL REFERENCES "programme" (id),
    PRIMARY KEY (visit_id, programme_id)
) STRICT;
