DROP INDEX unit_by_name;
