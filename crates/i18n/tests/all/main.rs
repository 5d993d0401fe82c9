//! The words of all languages.

mod checked;
mod house_style;
mod messages;
mod unused;
mod words;
