mod choices;
mod comes_back;
mod crawl;
mod every_form;
mod once;
mod two_people;
mod typed_words;
