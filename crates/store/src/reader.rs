//! Reading: the query methods stand in the file of their subject.

use crate::connection::AnyConnection;

/// Reads within a snapshot or a unit of work.
pub struct Reader<'c> {
    pub(crate) connection: &'c mut AnyConnection,
}
