//! The words of all languages.

mod checked;
mod house_style;
mod messages;
mod one_name;
mod unused;
mod words;
