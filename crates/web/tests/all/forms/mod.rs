mod every_form;
mod typed_words;
mod two_people;
