mod between;
mod choices;
mod comes_back;
pub mod crawl;
pub mod every_form;
mod once;
mod two_people;
mod typed_words;
