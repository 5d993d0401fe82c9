//! Who acts, and what they hold where.

use crate::{
    days::Days,
    id::{AccountId, ProgrammeId, UnitId},
    span::{Span, Target},
};
use earnest_warrant::Warrant;
use jiff::civil::Date;

pub use crate::role::Role;

/// A role held at a unit between two dates; it covers the unit's subtree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The role.
    pub role: Role,
    /// Where it is held.
    pub unit: UnitId,
    /// The interval of that unit.
    pub span: Span,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
    /// What the unit's part in programmes of others allows besides.
    pub mandates: Vec<Mandate>,
}

impl Holding {
    /// Whether the holding is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        Days::kept(self.from, self.until).hold(day)
    }
}

/// What a role in a body allows beyond the body's own unit: it comes with the holding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Who organises the programme.
    pub organiser: Target,
    /// The units of the sector, without the body itself; or the organiser itself, whose leading group is to be heard.
    pub units: Vec<UnitId>,
    /// Whether it came by the lot that sends somebody to hear the organiser's own leading group, and not by a body's part.
    pub hears: bool,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
}

impl Mandate {
    /// Whether it is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        Days::kept(self.from, self.until).hold(day)
    }
}

/// Who asks for something. The register says who an account is and what it holds; that it is the operator who asks, the
/// program's edge alone: both show a [`Warrant`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor(Who, Option<ProgrammeId>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Who {
    Public,
    Operator,
    /// Whoever writes the file of a round: reads as an auditor of its organiser does, and is nobody besides.
    Keeper(Holding),
    /// A signed-in account, with everything it holds, past and future included.
    Account {
        id: AccountId,
        title: String,
        holdings: Vec<Holding>,
    },
    /// A signed-in account of several posts that acts under one of them.
    Acting {
        id: AccountId,
        title: String,
        /// What is allowed is allowed by this one alone.
        post: Holding,
        /// What it holds besides. It allows nothing, but whom it bars from judging stays barred.
        others: Vec<Holding>,
    },
}

impl Actor {
    /// Anyone, without an account.
    pub const PUBLIC: Self = Self(Who::Public, None);

    /// Whoever runs the program on the machine that holds the register.
    pub const fn operator(_: Warrant) -> Self {
        Self(Who::Operator, None)
    }

    /// Whoever writes the file of a round of the organiser that stands there. Only the permit to take it makes one.
    pub(crate) const fn keeper(organiser: Target) -> Self {
        let from = Date::MIN;
        let holding = Holding {
            role: Role::Auditor,
            unit: organiser.unit,
            span: organiser.span,
            from,
            until: None,
            mandates: Vec::new(),
        };
        Self(Who::Keeper(holding), None)
    }

    /// The account with this key and role title, and everything it holds, past and future included.
    pub fn known(_: Warrant, id: AccountId, title: String, holdings: Vec<Holding>) -> Self {
        Self(Who::Account { id, title, holdings }, None)
    }

    /// The same in a programme, of several that concern it: what is asked without a word is asked of that one. It allows nothing.
    #[must_use]
    pub fn in_programme(self, programme: Option<ProgrammeId>) -> Self {
        Self(self.0, programme)
    }

    /// The programme in which it is, if it chose one.
    pub fn programme(&self) -> Option<ProgrammeId> {
        self.1
    }

    /// Whether it is the operator.
    pub fn is_operator(&self) -> bool {
        matches!(self.0, Who::Operator)
    }

    /// The account's identity, if it has one.
    pub fn account(&self) -> Option<AccountId> {
        match &self.0 {
            Who::Account { id, .. } | Who::Acting { id, .. } => Some(*id),
            Who::Public | Who::Operator | Who::Keeper(_) => None,
        }
    }

    /// Whether it is a stranger: neither an account nor anybody of the house.
    pub fn is_public(&self) -> bool {
        matches!(self.0, Who::Public)
    }

    /// The role title it is shown under, if it is an account.
    pub fn title(&self) -> Option<&str> {
        match &self.0 {
            Who::Account { title, .. } | Who::Acting { title, .. } => Some(title),
            Who::Public | Who::Operator | Who::Keeper(_) => None,
        }
    }

    /// The post under which it acts, if it chose one of several.
    pub fn chosen_post(&self) -> Option<&Holding> {
        match &self.0 {
            Who::Acting { post, .. } => Some(post),
            Who::Account { .. } | Who::Public | Who::Operator | Who::Keeper(_) => None,
        }
    }

    /// Holdings in force on a day by which something may be allowed: of somebody who acts under one post, that one.
    pub fn holdings(&self, day: Date) -> impl Iterator<Item = &Holding> {
        let holdings: &[Holding] = match &self.0 {
            Who::Account { holdings, .. } => holdings,
            Who::Acting { post, .. } | Who::Keeper(post) => std::slice::from_ref(post),
            Who::Public | Who::Operator => &[],
        };
        holdings.iter().filter(move |holding| holding.in_force(day))
    }

    /// All holdings in force on a day, whatever post is acted under: for whom they bar from judging.
    pub fn all_holdings(&self, day: Date) -> impl Iterator<Item = &Holding> {
        let others: &[Holding] = match &self.0 {
            Who::Acting { others, .. } => others,
            Who::Account { .. } | Who::Public | Who::Operator | Who::Keeper(_) => &[],
        };
        self.holdings(day).chain(others.iter().filter(move |holding| holding.in_force(day)))
    }

    /// Acts under the post at a place of the list from now on. What it holds besides goes on barring from judging.
    #[must_use]
    pub fn under(self, place: usize) -> Self {
        match self.0 {
            Who::Account { id, title, mut holdings } if place < holdings.len() => {
                let post = holdings.remove(place);
                Self(Who::Acting { id, title, post, others: holdings }, self.1)
            }
            other => Self(other, self.1),
        }
    }

    /// Whether several posts are in force and none is chosen: then one reads, and chooses a post before one writes.
    pub fn must_choose(&self, day: Date) -> bool {
        matches!(self.0, Who::Account { .. }) && self.holdings(day).nth(1).is_some()
    }

    /// Whether the actor holds a role anywhere on a day.
    pub fn has_role(&self, role: Role, day: Date) -> bool {
        self.holdings(day).any(|holding| holding.role == role)
    }

    /// How the journal names the actor: `account:7`, `operator` or `public`.
    pub fn reference(&self) -> String {
        match &self.0 {
            Who::Public => "public".to_owned(),
            Who::Operator => "operator".to_owned(),
            // It reads alone, and no act names it.
            Who::Keeper(_) => "keeper".to_owned(),
            Who::Account { id, .. } | Who::Acting { id, .. } => format!("account:{id}"),
        }
    }
}
