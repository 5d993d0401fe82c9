//! What every use case is given: the register, who asks, and when.

use crate::{
    error::{AppError, Result},
    stood::Stood,
};
use earnest_model::{
    Date, Timestamp,
    actor::Actor,
    desk::draft::Sending,
    id::UnitId,
    permit::{Action, Denied, Permit, Target, acts_in_round, decide, decide_on},
    record::At,
    seen::Seen,
};
use earnest_store::{Located, Reader, Store, Work};

/// The register, the actor and the moment of a use case.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The register.
    pub store: &'a Store,
    /// Who asks.
    pub actor: &'a Actor,
    /// The moment.
    pub now: Timestamp,
    /// The day in the organisation's zone.
    pub today: Date,
    /// Up to where the actor had seen the register; what others wrote after it is not written over. `None` for whoever acts
    /// on what there is, and not on what they saw.
    pub seen: Option<&'a Seen>,
    /// The form that is answered, if its sending is known: its acts note that it was taken.
    pub sending: Option<&'a Sending>,
    /// What was read by whoever acts, if their act covers it: it must stand there still when the act is done.
    pub stood: Option<&'a Stood<'a>>,
}

impl<'a> Context<'a> {
    /// Begins a unit of work.
    ///
    /// # Errors
    /// The register can't be written; or what the act covers is not what was read.
    pub fn begin(&self) -> Result<Work<'a>> {
        let mut work = self.store.begin_from(self.now, self.seen, self.sending)?;
        if let Some(stood) = self.stood {
            stood.holds(&mut work)?;
        }
        Ok(work)
    }

    /// The same moment for another actor.
    #[must_use]
    pub fn acting(self, actor: &'a Actor) -> Self {
        Self { actor, ..self }
    }

    /// Every place of the actor at which it may do `A` today: units where it holds a post, and organisers of programmes
    /// in which it takes part. The table of rules says which; in the order of the posts, each place once.
    pub fn places<A: Action>(&self) -> Vec<Target> {
        places_of::<A>(self.actor, self.today)
    }
}

fn places_of<A: Action>(actor: &Actor, today: Date) -> Vec<Target> {
    let held = actor.holdings(today).flat_map(|holding| {
        let joined = holding.mandates.iter().filter(|mandate| !mandate.hears);
        let joined = joined.map(|mandate| mandate.organiser);
        std::iter::once(Target { unit: holding.unit, span: holding.span }).chain(joined)
    });
    let mut places: Vec<Target> = Vec::new();
    for place in held {
        if !places.contains(&place) && decide::<A>(actor, place, today).is_ok() {
            places.push(place);
        }
    }
    places
}

/// Asks for a permit to do `A` to the unit with this code. A hidden unit and a missing one look alike.
pub fn permit<A: Action>(context: &Context<'_>, reader: &mut Reader<'_>, code: &str) -> Result<Permit<A>> {
    let target = reader.locate(code)?.ok_or(AppError::NotFound)?;
    permit_at(context, target)
}

/// Asks for a permit to do `A` to a unit that was located already.
pub fn permit_at<A: Action>(context: &Context<'_>, target: Target) -> Result<Permit<A>> {
    decide(context.actor, target, context.today).map_err(AppError::from)
}

/// Asks for a permit to do `A` to a record. A hidden record and a missing one look alike.
pub fn permit_on<A: Action, K: Located>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    key: K,
) -> Result<Permit<A, K>> {
    permit_of(context, reader.at(key)?.ok_or(AppError::NotFound)?)
}

/// Asks for a permit to do `A` to a record that was located already.
pub fn permit_of<A: Action, K: Copy>(context: &Context<'_>, at: At<K>) -> Result<Permit<A, K>> {
    decide_on(context.actor, at, context.today).map_err(AppError::from)
}

/// Refuses whoever may not do `A` to a unit within a round of an organiser, whatever they may do to it otherwise.
pub(crate) fn in_round<A: Action>(context: &Context<'_>, organiser: UnitId, unit: Target) -> Result<()> {
    if acts_in_round::<A>(context.actor, organiser, unit, context.today) {
        Ok(())
    } else {
        Err(AppError::Denied(Denied(A::KIND)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use earnest_model::{
        actor::{Holding, Mandate, Role},
        id::AccountId,
        permit::{AgreeStandard, DraftCircular, ReviewPlan, SubmitPlan},
        span::Span,
    };
    use jiff::civil::date;

    fn target(unit: i64, lo: i64, hi: i64) -> Target {
        Target { unit: UnitId(unit), span: Span { lo, hi } }
    }

    fn holding(role: Role, at: Target, until: Date) -> Holding {
        let from = date(2015, 1, 1);
        Holding { role, unit: at.unit, span: at.span, from, until: Some(until), mandates: Vec::new() }
    }

    #[test]
    fn places_are_those_of_todays_posts_that_the_table_lets_act_and_each_stands_once() {
        let (root, prefecture, county) = (target(1, 0, 9), target(2, 1, 5), target(3, 2, 2));
        let (day, last) = (date(2015, 6, 1), date(2015, 12, 31));
        let mandate = Mandate {
            organiser: root,
            units: vec![UnitId(7)],
            hears: false,
            from: date(2015, 1, 1),
            until: None,
        };
        let mut joining = holding(Role::Office, county, last);
        joining.mandates.push(mandate);
        let holdings = vec![
            joining,
            holding(Role::Office, prefecture, last),
            holding(Role::Office, prefecture, last),
            holding(Role::Office, root, date(2015, 3, 1)),
            holding(Role::UnitOfficer, prefecture, last),
        ];
        let actor = earnest_testkit::actor(AccountId(1), "role", holdings);
        assert_eq!(
            places_of::<DraftCircular>(&actor, day),
            [county, prefecture],
            "the root's post has ended"
        );
        assert_eq!(places_of::<SubmitPlan>(&actor, day), [prefecture]);
        assert_eq!(places_of::<AgreeStandard>(&actor, day), [root], "the organiser of the joint programme");
        assert_eq!(
            places_of::<ReviewPlan>(&actor, day),
            [county],
            "from above, and nobody judges where they serve"
        );
        assert_eq!(places_of::<DraftCircular>(&earnest_testkit::OPERATOR, day), []);
    }
}
