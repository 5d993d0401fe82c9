-- Whether a text has a word, given as an expression that names every form of a character.
CREATE FUNCTION search_matches(hay TEXT, needle TEXT) RETURNS BOOLEAN
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT hay ~* needle $$;
