//! Which duties are in force on a day. A duty can be entered before its day: whoever takes over a first responsibility is
//! known beforehand, and until then the one before carries it.

use crate::schema::duty;
use diesel::prelude::*;

diesel::alias!(duty as same_duty: SameDuty);

/// Duties that were in force on a day, as far as was known by its end.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn duty_in_force(day: &str) -> _ {
    let laid: String = day.to_owned();
    let entered: String = day.to_owned();
    let ended: String = day.to_owned();
    let end_entered: String = day.to_owned();
    duty::laid_on
        .le(laid)
        .and(duty::entered_on.le(entered))
        .and(duty::ended_on.is_null().or(duty::ended_on.gt(ended)).or(duty::end_entered_on.gt(end_entered)))
}

/// Units of which nobody who holds the post is first responsible on a day, though a duty is laid on them; in any programme: whoever
/// is first responsible in one fills no vacancy of another.
macro_rules! first_vacant {
    ($day:expr) => {{
        let day: String = $day.to_owned();
        let left = duty::table
            .inner_join(post::table)
            .filter($crate::in_force::duty_in_force(&day))
            .filter(duty::unit_id.eq(unit::id))
            .filter(duty::kind.eq(earnest_model::duties::duty::DutyKind::First.key()))
            .filter(post::from_on.gt(day.clone()).or(post::until_on.lt(day.clone())));
        let laid =
            duty::table.filter($crate::in_force::duty_in_force(&day)).filter(duty::unit_id.eq(unit::id));
        let first = earnest_model::duties::duty::DutyKind::First.key();
        let carried = duty::table
            .inner_join(post::table)
            .filter($crate::in_force::duty_in_force(&day))
            .filter(duty::unit_id.eq(unit::id).and(duty::kind.eq(first)))
            .filter(post::from_on.le(day.clone()))
            .filter(post::until_on.is_null().or(post::until_on.ge(day)));
        diesel::dsl::exists(left)
            .or(diesel::dsl::exists(laid).and(diesel::dsl::not(diesel::dsl::exists(carried))))
    }};
}

/// Units on which no duty is laid on a day.
macro_rules! unasked {
    ($day:expr) => {{
        let laid =
            duty::table.filter($crate::in_force::duty_in_force($day)).filter(duty::unit_id.eq(unit::id));
        diesel::dsl::not(diesel::dsl::exists(laid))
    }};
}

/// Duties in force on a day that the unit carries already: of the same kind and programme, a deputy's by the same post.
macro_rules! laid_twice {
    ($day:expr) => {{
        use $crate::in_force::same_duty;
        let day: String = $day.to_owned();
        let dual = earnest_model::duties::duty::DutyKind::Dual.key();
        let of_one = same_duty
            .field(duty::programme_id)
            .eq(duty::programme_id)
            .or(same_duty.field(duty::programme_id).is_null().and(duty::programme_id.is_null()));
        let already = same_duty
            .filter(same_duty.field(duty::unit_id).eq(duty::unit_id))
            .filter(same_duty.field(duty::kind).eq(duty::kind))
            .filter(same_duty.field(duty::id).lt(duty::id))
            .filter(of_one)
            .filter(same_duty.field(duty::kind).ne(dual).or(same_duty.field(duty::post_id).eq(duty::post_id)))
            .filter(same_duty.field(duty::laid_on).le(day.clone()))
            .filter(same_duty.field(duty::entered_on).le(day.clone()))
            .filter(
                same_duty
                    .field(duty::ended_on)
                    .is_null()
                    .or(same_duty.field(duty::ended_on).gt(day.clone()))
                    .or(same_duty.field(duty::end_entered_on).gt(day.clone())),
            );
        $crate::in_force::duty_in_force(&day).and(diesel::dsl::exists(already))
    }};
}

pub(crate) use {first_vacant, laid_twice, unasked};
