//! No permit, no record: one pure function decides who may do what, where and when.
//!
//! `decide` is the only way to a [`Permit`]; every write and every scoped read of the store takes one.

mod persons_seen;
mod rules;

pub use crate::{action::*, span::Target};
pub use persons_seen::Sight;
pub use rules::{Relation, Rule, roles, rules};

use crate::{
    act::Act,
    actor::{Actor, Role},
    event::{Doing, Event, Subject},
    id::{AccountId, ProgrammeId, RoundId, UnitId},
    record::{At, Key},
    span::Span,
};
use jiff::civil::Date;
use std::marker::PhantomData;

/// Proof that an actor may do `A` on a day: to the record of key `K`, or, where `K` is [`UnitId`], within the subtree of
/// a unit. Only [`decide`] makes one, so that what is written needs no key beside its permit.
#[derive(Debug, Clone)]
pub struct Permit<A: Action, K = UnitId> {
    at: At<K>,
    narrow: bool,
    actor: String,
    account: Option<AccountId>,
    roles: Vec<Role>,
    on: Date,
    sight: Sight,
    programme: Option<ProgrammeId>,
    action: PhantomData<A>,
}

impl<A: Action, K: Copy> Permit<A, K> {
    /// The record that the permit is for.
    pub fn key(&self) -> K {
        self.at.key()
    }

    /// The unit and the subtree that the permit is for.
    pub fn target(&self) -> Target {
        self.at.target()
    }

    /// The unit that the permit is for.
    pub fn unit(&self) -> UnitId {
        self.at.unit()
    }

    /// The subtree within which the permit holds.
    pub fn span(&self) -> Span {
        self.at.span()
    }

    /// Whether it was given for the sector of a joining body alone, or to hear a leading group: then it holds for the unit and nothing beneath it.
    pub fn is_of_sector(&self) -> bool {
        self.narrow
    }

    /// The programme in which its holder is, if they chose one: what is asked without a word is asked of it. It opens nothing.
    pub fn programme(&self) -> Option<ProgrammeId> {
        self.programme
    }

    /// The account that acts; `None` for the operator and the public.
    pub fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// How the journal names the actor.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// The day it was given for.
    pub fn on(&self) -> Date {
        self.on
    }

    /// The roles through which it was given; empty for the operator and for what is public.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Which problems of persons it shows.
    pub fn sight(&self) -> &Sight {
        &self.sight
    }

    /// The same permission for the unit at which the record stands: a permit for a record was decided for its unit.
    pub fn of_unit(&self) -> Permit<A> {
        Permit {
            at: self.at.at_unit(),
            narrow: self.narrow,
            actor: self.actor.clone(),
            account: self.account,
            roles: self.roles.clone(),
            on: self.on,
            sight: self.sight.clone(),
            programme: self.programme,
            action: PhantomData,
        }
    }

    fn doing(&self) -> Doing {
        Doing { action: A::KIND, actor: self.actor.clone(), unit: self.at.unit() }
    }
}

impl Permit<ReadRoundFile, RoundId> {
    /// Whoever writes the round's file: the same for everybody who may take it, so that all get the same. Reads as an auditor of
    /// the organiser does: no problem of a person, no sealed note, no draft of others.
    pub fn keeper(&self, programme: ProgrammeId) -> Actor {
        Actor::keeper(self.at.target()).in_programme(Some(programme))
    }
}

impl<A: Writes, K: Key> Permit<A, K> {
    /// The event of an act on the permit's own record. With [`Permit::act_on`] the only way to an event, and open to
    /// actions that write alone.
    pub fn act(&self, act: impl Into<Act>) -> Event {
        Event::new(self.doing(), Subject::from(self.key()), &act.into())
    }

    /// The event of an act on a record that was made or reached under this permit.
    pub fn act_on(&self, record: impl Into<Subject>, act: impl Into<Act>) -> Event {
        Event::new(self.doing(), record.into(), &act.into())
    }
}

/// The actor may not do this here today. It says no more, so that nothing hidden is given away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("denied: {0:?}")]
pub struct Denied(pub ActionKind);

/// Decides whether `actor` may do `A` on `today` to a unit and whatever is beneath it.
pub fn decide<A: Action>(actor: &Actor, at: impl Into<At<UnitId>>, today: Date) -> Result<Permit<A>, Denied> {
    decide_on(actor, at.into(), today)
}

/// Decides whether `actor` may do `A` on `today` to a record, by the unit at which it stands.
pub fn decide_on<A: Action, K: Copy>(actor: &Actor, at: At<K>, today: Date) -> Result<Permit<A, K>, Denied> {
    let target = at.target();
    let roles = granting_roles(A::KIND, actor, target, today);
    let open_to_all = rules(A::KIND).iter().any(|rule| matches!(rule, Rule::Anyone));
    let operator = actor.is_operator() && rules(A::KIND).contains(&Rule::Operator);
    if roles.is_empty() && !open_to_all && !operator {
        return Err(Denied(A::KIND));
    }
    let narrow = !open_to_all && !operator && !roles.iter().any(|(_, whole)| *whole);
    // A sector opens a unit and nothing beneath it: the interval of the unit alone begins and ends with it.
    let span = if narrow { Span { lo: target.span.lo, hi: target.span.lo } } else { target.span };
    let mut granted: Vec<Role> = Vec::new();
    for (role, _) in roles {
        if !granted.contains(&role) {
            granted.push(role);
        }
    }
    Ok(Permit {
        at: at.within(span),
        narrow,
        actor: actor.reference(),
        account: actor.account(),
        roles: granted,
        on: today,
        sight: Sight::of(actor, target, today),
        programme: actor.programme(),
        action: PhantomData,
    })
}

/// Whether the actor may do an action to a unit within a round of an organiser. A round is its organiser's: what is reviewed,
/// sent, marked, counted and rated in it is so by its own people and by those of the bodies that take part in it. Whoever holds
/// a role above or between reads, and does not act in it.
pub fn acts_in_round<A: Action>(actor: &Actor, organiser: UnitId, unit: Target, today: Date) -> bool {
    rules(A::KIND).iter().any(|rule| {
        let Rule::Held(role, relation) = rule else { return false };
        if relation.judges() && serves(actor, unit, today) {
            return false;
        }
        actor.holdings(today).any(|holding| {
            holding.role == *role
                && relation.holds(holding, unit, today)
                && relation.is_of_organiser(holding, organiser, unit.unit, today)
        })
    })
}

/// Whether the actor may do an action somewhere, to decide whether a menu shows it.
pub fn may_somewhere(kind: ActionKind, actor: &Actor, today: Date) -> bool {
    rules(kind).iter().any(|rule| match rule {
        Rule::Anyone => true,
        Rule::Operator => actor.is_operator(),
        Rule::Held(role, relation) => {
            let mut held = actor.holdings(today).filter(|holding| holding.role == *role);
            held.any(|holding| relation.holds_somewhere(holding, today))
        }
        Rule::SignedIn => actor.account().is_some(),
    })
}

/// The roles by which it is allowed, each with whether that holds for the whole subtree.
fn granting_roles(kind: ActionKind, actor: &Actor, target: Target, today: Date) -> Vec<(Role, bool)> {
    let mut roles = Vec::new();
    for rule in rules(kind) {
        if *rule == Rule::SignedIn {
            // What every signed-in person may do, they may do under any of their posts.
            roles.extend(actor.all_holdings(today).map(|holding| (holding.role, true)));
            continue;
        }
        let Rule::Held(role, relation) = rule else { continue };
        if relation.judges() && serves(actor, target, today) {
            continue;
        }
        let held = actor.holdings(today).filter(|holding| holding.role == *role);
        let granting = held.filter(|holding| relation.holds(holding, target, today));
        roles.extend(granting.map(|holding| (holding.role, !relation.is_narrow())));
    }
    roles
}

/// Whether the actor works for the unit or beneath it: whoever holds several posts judges neither their own unit
/// nor the units above it, whatever else they hold.
fn serves(actor: &Actor, target: Target, today: Date) -> bool {
    actor.all_holdings(today).any(|holding| holding.role.answers() && target.span.covers(holding.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Holding;
    use earnest_warrant::warrant;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn target(unit: i64, lo: i64, hi: i64) -> Target {
        Target { unit: UnitId(unit), span: Span { lo, hi } }
    }

    fn held(role: Role, at: Target) -> Holding {
        Holding {
            role,
            unit: at.unit,
            span: at.span,
            from: date(2015, 5, 1),
            until: Some(date(2015, 12, 31)),
            mandates: Vec::new(),
        }
    }

    fn holder_of(holdings: Vec<Holding>) -> Actor {
        Actor::known(warrant(), AccountId(1), "role".into(), holdings)
    }

    fn holder(role: Role, at: Target) -> Actor {
        holder_of(vec![held(role, at)])
    }

    #[test]
    fn a_unit_submits_its_own_plan_and_never_reviews_it() {
        let own = target(2, 1, 5);
        let officer = holder(Role::UnitOfficer, own);
        let assessor = holder(Role::Assessor, own);
        let day = date(2015, 6, 1);
        assert!(decide::<SubmitPlan>(&officer, own, day).is_ok());
        assert!(decide::<ReviewPlan>(&officer, own, day).is_err());
        assert!(decide::<ReviewPlan>(&assessor, own, day).is_err(), "nobody reviews their own unit");
        assert!(decide::<ReviewPlan>(&holder(Role::Assessor, target(1, 0, 9)), own, day).is_ok());
    }

    #[test]
    fn whoever_holds_several_posts_judges_neither_their_own_unit_nor_those_above_it() {
        let (root, prefecture, county) = (target(1, 0, 9), target(2, 1, 5), target(3, 2, 2));
        let day = date(2015, 6, 1);
        let both = |role, at: Target| holder_of(vec![held(Role::Assessor, root), held(role, at)]);
        for role in [Role::UnitOfficer, Role::UnitHead] {
            assert!(decide::<ReviewPlan>(&both(role, prefecture), prefecture, day).is_err());
            assert!(decide::<VerifyClosure>(&both(role, county), prefecture, day).is_err());
            assert!(decide::<ReviewPlan>(&both(role, prefecture), county, day).is_ok());
            assert!(decide::<ReviewPlan>(&both(role, prefecture), target(4, 6, 9), day).is_ok());
        }
        assert!(decide::<ReviewPlan>(&both(Role::Auditor, prefecture), prefecture, day).is_ok());
    }

    #[test]
    fn under_one_post_the_others_allow_nothing_and_still_bar_from_judging() {
        let (root, prefecture, beside) = (target(1, 0, 9), target(2, 1, 5), target(4, 6, 9));
        let day = date(2015, 6, 1);
        let both = holder_of(vec![held(Role::Assessor, root), held(Role::UnitOfficer, prefecture)]);
        assert!(both.must_choose(day));
        let (assessor, officer) = (both.clone().under(0), both.clone().under(1));
        assert!(!assessor.must_choose(day) && assessor.account() == both.account());
        assert!(decide::<SubmitPlan>(&officer, prefecture, day).is_ok());
        assert!(decide::<SubmitPlan>(&assessor, prefecture, day).is_err());
        assert!(decide::<ReviewPlan>(&assessor, beside, day).is_ok());
        assert!(decide::<ReviewPlan>(&officer, beside, day).is_err());
        assert!(
            decide::<ReviewPlan>(&assessor, prefecture, day).is_err(),
            "their own unit, whatever the post"
        );
        assert!(decide::<ReadPlans>(&officer, beside, day).is_err());
        assert!(decide::<SetPassword>(&officer, root, day).is_ok());
        assert_eq!(both.clone().under(7), both);
    }

    #[test]
    fn a_round_is_its_organisers_and_whoever_stands_above_or_between_does_not_act_in_it() {
        let (province, prefecture, county) = (target(1, 0, 9), target(2, 1, 5), target(3, 2, 2));
        let day = date(2015, 6, 1);
        let acts = |actor: &Actor, organiser: Target| {
            let organiser = organiser.unit;
            let (review, sheet) = (
                acts_in_round::<ReviewPlan>(actor, organiser, county, day),
                acts_in_round::<FillSheet>(actor, organiser, county, day),
            );
            assert_eq!(review, sheet);
            sheet
        };
        let (above, between) = (holder(Role::Assessor, province), holder(Role::Assessor, prefecture));
        assert!(
            decide::<FillSheet>(&above, county, day).is_ok()
                && decide::<FillSheet>(&between, county, day).is_ok()
        );
        assert!(acts(&above, province) && acts(&between, prefecture));
        assert!(!acts(&above, prefecture) && !acts(&between, province));
        let mut body = held(Role::Assessor, target(7, 7, 7));
        let mandate = crate::actor::Mandate {
            organiser: province,
            units: vec![county.unit],
            hears: false,
            from: day,
            until: None,
        };
        body.mandates.push(mandate);
        let body = holder_of(vec![body]);
        assert!(
            acts(&body, province) && !acts(&body, prefecture),
            "a body acts in the rounds in which it takes part"
        );
        let own = holder_of(vec![held(Role::Assessor, province), held(Role::UnitOfficer, county)]);
        assert!(!acts(&own, province), "nobody judges their own");
    }

    #[test]
    fn a_holding_ends_with_its_last_day() {
        let own = target(2, 1, 5);
        let officer = holder(Role::UnitOfficer, own);
        assert!(decide::<SubmitPlan>(&officer, own, date(2015, 12, 31)).is_ok());
        assert!(decide::<SubmitPlan>(&officer, own, date(2016, 1, 1)).is_err());
        assert!(decide::<SubmitPlan>(&officer, own, date(2015, 4, 30)).is_err());
    }

    #[test]
    fn the_public_reads_what_is_public_and_nothing_else() {
        let day = date(2015, 6, 1);
        for kind in ActionKind::ALL.iter().copied() {
            let open = rules(kind).contains(&Rule::Anyone);
            assert_eq!(may_somewhere(kind, &Actor::PUBLIC, day), open, "{kind:?}");
        }
        assert!(decide::<ReadPublished>(&Actor::PUBLIC, target(1, 0, 9), day).is_ok());
        assert!(decide::<ReadLedger>(&Actor::PUBLIC, target(1, 0, 9), day).is_err());
    }

    #[test]
    fn every_action_has_a_rule() {
        let nobodys: Vec<_> = ActionKind::ALL.iter().filter(|kind| rules(**kind).is_empty()).collect();
        assert!(nobodys.is_empty(), "{nobodys:?}");
    }

    #[test]
    fn an_auditor_writes_nothing() {
        for kind in ActionKind::ALL.iter().copied().filter(|kind| kind.writes()) {
            let writes = rules(kind).iter().any(|rule| matches!(rule, Rule::Held(Role::Auditor, _)));
            assert!(!writes, "{kind:?}");
        }
    }

    proptest! {
        #[test]
        fn what_a_narrower_holding_allows_a_wider_one_never_hides(lo in 1_i64..50, length in 0_i64..50) {
            let inner = target(3, lo, lo + length);
            let day = date(2015, 6, 1);
            let wide = holder(Role::Assessor, target(1, 0, 200));
            prop_assert!(decide::<ReadLedger>(&wide, inner, day).is_ok());
            let beside = holder(Role::Assessor, target(4, lo + length + 1, lo + length + 9));
            prop_assert!(decide::<ReadLedger>(&beside, inner, day).is_err());
        }
    }
}
