//! The demonstration, held against what was published of it.

mod contents;
mod figures;
