DROP INDEX programme_by_superior;
ALTER TABLE programme DROP COLUMN superior_id;
