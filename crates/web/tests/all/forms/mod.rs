mod every_form;
mod two_people;
mod typed_words;
