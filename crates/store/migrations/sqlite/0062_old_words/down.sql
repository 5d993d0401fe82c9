DROP INDEX journal_by_form;
