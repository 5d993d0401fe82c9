DROP TABLE suggestion;
DROP TABLE exemplar;
DROP TABLE case_use;
DROP TABLE case_study;
