//! Reading: the query methods stand in the file of their subject.

use crate::{connection::AnyConnection, memory::Memory};

/// Reads within a snapshot or a unit of work.
pub struct Reader<'c> {
    pub(crate) connection: &'c mut AnyConnection,
    /// What was read before; a unit of work has none, since it sees what nobody was told of yet.
    pub(crate) memory: Option<Memory<'c>>,
}
