//! Where records stand: the one way to an [`At`], and with it to a permit for a record.

use crate::{
    connection::AnyConnection,
    error::{Result, StoreError},
    reader::Reader,
    schema::unit,
};
use diesel::prelude::*;
use earnest_model::{
    id::UnitId,
    record::{At, Key},
    span::{Span, Target},
};
use earnest_warrant::warrant;

/// The unit at which a record stands: its key and its interval.
pub(crate) type Place = (i64, i64, i64);

/// A kind of record that stands at a unit.
pub trait Located: Key + sealed::Sealed {
    /// Looks it up.
    #[doc(hidden)]
    fn place(self, connection: &mut sealed::Connection<'_>) -> Result<Option<Place>>;
}

pub(crate) mod sealed {
    use crate::connection::AnyConnection;

    /// Only `store` says where a record stands.
    pub trait Sealed {}

    /// The connection, hidden from whoever sees the trait.
    pub struct Connection<'c>(pub(crate) &'c mut AnyConnection);
}

/// Says how records of a kind are located: `located!(PlanId, plan)` where the table has a unit of its own, and
/// `located!(PlanId, query)` with a function from the key to a query of the unit's key and interval.
macro_rules! located {
    ($id:ty, $table:ident) => {
        impl $crate::locate::sealed::Sealed for $id {}
        impl $crate::locate::Located for $id {
            fn place(
                self,
                connection: &mut $crate::locate::sealed::Connection<'_>,
            ) -> $crate::error::Result<Option<$crate::locate::Place>> {
                use diesel::prelude::*;
                use $crate::schema::{unit, $table};
                Ok($table::table
                    .inner_join(unit::table)
                    .filter($table::id.eq(self.0))
                    .select((unit::id, unit::lo, unit::hi))
                    .first(connection.0)
                    .optional()?)
            }
        }
    };
    ($id:ty, |$key:ident| $query:expr) => {
        impl $crate::locate::sealed::Sealed for $id {}
        impl $crate::locate::Located for $id {
            fn place(
                self,
                connection: &mut $crate::locate::sealed::Connection<'_>,
            ) -> $crate::error::Result<Option<$crate::locate::Place>> {
                use diesel::prelude::*;
                let $key = self.0;
                Ok($query.first(connection.0).optional()?)
            }
        }
    };
}
pub(crate) use located;

impl Reader<'_> {
    /// Where a record stands, to ask for a permit; `None` if there is no such record.
    pub fn at<K: Located>(&mut self, key: K) -> Result<Option<At<K>>> {
        let of = std::any::type_name::<K>();
        let place = self.remembered("at", &(of, key.number()), |reader| {
            key.place(&mut sealed::Connection(reader.connection))
        })?;
        Ok(place.map(|place| At::found(warrant(), key, target(place))))
    }
}

/// A unit's key and interval as a target.
pub(crate) fn target((unit, lo, hi): Place) -> Target {
    Target { unit: UnitId(unit), span: Span { lo, hi } }
}

/// SQLite takes at most 32,766 parameters in a statement.
const AT_ONCE: usize = 10_000;

/// Refuses units of which any does not stand strictly beneath the unit of a span: whoever writes for units beneath
/// names them, and the permit says beneath whom.
pub(crate) fn check_beneath(connection: &mut AnyConnection, span: Span, units: &[UnitId]) -> Result<()> {
    let mut keys: Vec<i64> = units.iter().map(|unit| unit.0).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut there = 0;
    for some in keys.chunks(AT_ONCE) {
        let found: i64 = unit::table
            .filter(unit::id.eq_any(some).and(unit::lo.gt(span.lo)).and(unit::lo.le(span.hi)))
            .count()
            .first(connection)?;
        there += found;
    }
    if usize::try_from(there) == Ok(keys.len()) { Ok(()) } else { Err(StoreError::NotFound) }
}
