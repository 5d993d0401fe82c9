DROP INDEX duty_waiting;
DROP TABLE task_step;
DROP TABLE task;
