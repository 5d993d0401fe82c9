-- Units of one name are told apart wherever they are named: whether a name stands twice is asked for by the name.
CREATE INDEX unit_by_name ON unit (name);
