//! What is asked of circulars that units still owe something by: whether a later version took their place, and whether a
//! criticism is answered. Desks and lists of what is late ask the same.

use crate::schema::circular;

diesel::alias!(circular as later_circular: LaterCircular);

/// Circulars in whose place a later version came.
macro_rules! superseded {
    () => {
        diesel::dsl::exists(
            $crate::circulars::current::later_circular
                .filter(
                    $crate::circulars::current::later_circular
                        .field(circular::round_id)
                        .eq(circular::round_id),
                )
                .filter(
                    $crate::circulars::current::later_circular.field(circular::version).gt(circular::version),
                ),
        )
    };
}

/// Criticisms that are to be answered, in a version that stands, and that no problem of the ledger answers.
macro_rules! criticism_owed {
    () => {
        mention::reply_due_on
            .is_not_null()
            .and(diesel::dsl::not($crate::circulars::current::superseded!()))
            .and(diesel::dsl::not(diesel::dsl::exists(
                origin::table
                    .filter(
                        origin::kind
                            .eq(earnest_model::ledger::findings::origin::OriginKind::Mention.key())
                            .and(origin::record_id.eq(mention::id)),
                    )
                    .filter($crate::ledger::findings::origin::origin_stands()),
            )))
    };
}

/// Requirements in a version that stands, without an answer.
macro_rules! obligation_owed {
    () => {
        obligation::answered_on.is_null().and(diesel::dsl::not($crate::circulars::current::superseded!()))
    };
}

pub(crate) use {criticism_owed, obligation_owed, superseded};
