//! The demonstrations: the province held against what was published of it, and the stories of the other packs.

mod contents;
mod figures;
mod scaled;
mod stories;
