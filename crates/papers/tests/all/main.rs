//! Files out and tables in.

mod beside;
mod books;
mod files;
mod heads;
mod odd;
mod paper_docx;
mod paper_measures;
mod paper_pages;
mod paper_samples;
mod tables;
