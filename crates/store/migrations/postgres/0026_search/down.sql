DROP FUNCTION search_matches(TEXT, TEXT);
