//! A picture with its table.

use crate::{
    frame::reply::Fault,
    look::{Notice, Table, Tone},
};
use askama::Template;

/// A picture with its table.
pub(super) struct Part {
    pub(super) title: String,
    pub(super) says: String,
    /// Made of a template of `look`, which escapes.
    pub(super) picture: String,
    pub(super) table: Table,
    pub(super) empty: Option<Notice>,
}

impl Part {
    pub(super) fn new(
        [title, says, nothing]: [String; 3],
        picture: Option<&impl Template>,
        table: Table,
    ) -> Result<Self, Fault> {
        let empty = picture.is_none().then(|| Notice::new(Tone::Empty, nothing));
        let picture = picture.map(Template::render).transpose()?.unwrap_or_default();
        Ok(Self { title, says, picture, table, empty })
    }
}
