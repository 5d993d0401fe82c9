-- SQLite is given the function search_matches by the program, at every connection.
SELECT 1;
