DROP TABLE "written";
DROP INDEX journal_by_word;
ALTER TABLE "journal" DROP COLUMN contents;
ALTER TABLE "journal" DROP COLUMN word;
ALTER TABLE "journal" DROP COLUMN form;
