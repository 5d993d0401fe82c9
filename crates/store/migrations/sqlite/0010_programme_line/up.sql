-- Which programme a programme carries out: the one of an organiser above.
ALTER TABLE programme ADD COLUMN superior_id INTEGER REFERENCES programme (id);
CREATE INDEX programme_by_superior ON programme (superior_id);
