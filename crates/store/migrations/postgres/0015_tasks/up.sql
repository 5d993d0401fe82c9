-- Directions and reminders: one row a recipient, passed on to rows of units beneath.
CREATE TABLE task (
    id BIGINT PRIMARY KEY NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    sender_id BIGINT NOT NULL REFERENCES unit (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    parent_id BIGINT REFERENCES task (id),
    leader TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    sent_on TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    reply TEXT COLLATE "C",
    replied_on TEXT COLLATE "C"
);
CREATE INDEX task_by_unit ON task (unit_id, state);
CREATE INDEX task_by_sender ON task (sender_id, state);
CREATE INDEX task_by_parent ON task (parent_id);

-- What happened to a task, step by step.
CREATE TABLE task_step (
    id BIGINT PRIMARY KEY NOT NULL,
    task_id BIGINT NOT NULL REFERENCES task (id),
    step TEXT COLLATE "C" NOT NULL,
    taken_on TEXT COLLATE "C" NOT NULL,
    account_id BIGINT REFERENCES account (id),
    remarks TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C"
);
CREATE INDEX task_step_by_task ON task_step (task_id);

CREATE INDEX duty_waiting ON duty (due_on) WHERE due_on IS NOT NULL AND acknowledged_on IS NULL;
