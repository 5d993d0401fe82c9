-- Directions and reminders: one row a recipient, passed on to rows of units beneath.
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    sender_id INTEGER NOT NULL REFERENCES unit (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    parent_id INTEGER REFERENCES task (id),
    leader TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    due_on TEXT,
    state TEXT NOT NULL,
    reply TEXT,
    replied_on TEXT
) STRICT;
CREATE INDEX task_by_unit ON task (unit_id, state);
CREATE INDEX task_by_sender ON task (sender_id, state);
CREATE INDEX task_by_parent ON task (parent_id);

-- What happened to a task, step by step.
CREATE TABLE task_step (
    id INTEGER PRIMARY KEY,
    task_id INTEGER NOT NULL REFERENCES task (id),
    step TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id),
    remarks TEXT NOT NULL,
    due_on TEXT
) STRICT;
CREATE INDEX task_step_by_task ON task_step (task_id);

CREATE INDEX duty_waiting ON duty (due_on) WHERE due_on IS NOT NULL AND acknowledged_on IS NULL;
