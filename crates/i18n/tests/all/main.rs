//! The words of all languages.

mod checked;
mod messages;
mod unused;
mod words;
