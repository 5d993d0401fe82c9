//! Files out and tables in.

mod books;
mod files;
mod tables;
mod heads;
mod odd;
