//! Where records stand: the one way to an [`At`], and with it to a permit for a record.

use crate::{error::Result, reader::Reader};
use earnest_model::{
    id::UnitId,
    record::{At, Key},
    span::{Span, Target},
};

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
        let place = key.place(&mut sealed::Connection(self.connection))?;
        Ok(place.map(|place| At::found(key, target(place))))
    }
}

/// A unit's key and interval as a target.
pub(crate) fn target((unit, lo, hi): Place) -> Target {
    Target { unit: UnitId(unit), span: Span { lo, hi } }
}
