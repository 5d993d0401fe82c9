-- Who goes along on a tour, by post; and which programmes a visit is for.
CREATE TABLE "tour_team" (
    tour_id BIGINT NOT NULL REFERENCES "tour" (id),
    post_id BIGINT NOT NULL REFERENCES "post" (id),
    PRIMARY KEY (tour_id, post_id)
);
CREATE TABLE "visit_programme" (
    visit_id BIGINT NOT NULL REFERENCES "visit" (id),
    programme_id BIGINT NOT NULL REFERENCES "programme" (id),
    PRIMARY KEY (visit_id, programme_id)
);
