//! Files out and tables in.

mod books;
mod files;
mod heads;
mod odd;
mod tables;
