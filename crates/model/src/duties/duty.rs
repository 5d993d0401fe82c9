//! Posts and duties: who carries what in a unit, and whether it was taken up.

use crate::{
    days::Days,
    message::{FieldErrors, Message},
    text::{Line, date, optional},
    words::words,
};
use jiff::civil::Date;

words! {
    /// Kinds of duty.
    DutyKind, "error-duty-kind" {
        /// The collective duty of the body.
        Principal = "principal",
        /// The personal duty of its head.
        First = "first",
        /// A leader's duty for a portfolio beside the own line.
        Dual = "dual",
        /// The duty of the office that runs it.
        Organising = "organising",
    }
}

words! {
    /// Kinds of post.
    PostKind, "error-post-kind" {
        /// The head of the unit.
        Chief = "chief",
        /// A member of the leading group with a portfolio.
        PortfolioLead = "portfolio-lead",
        /// A member of the leading group.
        Member = "member",
        /// The office.
        Office = "office",
    }
}

/// A duty to be laid on a unit, as an import or form gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDuty {
    /// Code of the unit.
    pub unit: String,
    /// Kind.
    pub kind: DutyKind,
    /// Title of the post that carries it; none for the body's own duty.
    pub post: Option<String>,
    /// When it was acknowledged, if it was.
    pub acknowledged_on: Option<Date>,
}

impl NewDuty {
    /// Whether the duty makes sense: a personal duty needs a post, the body's has none.
    pub fn check(&self, laid_on: Date) -> Result<(), Message> {
        if (self.kind == DutyKind::Principal) != self.post.is_none() {
            return Err(Message::new("error-duty-post").with("unit", self.unit.as_str()));
        }
        if self.acknowledged_on.is_some_and(|day| day < laid_on) {
            return Err(Message::new("error-duty-day").with("unit", self.unit.as_str()));
        }
        Ok(())
    }
}

/// A post as a form gives it.
#[derive(Debug, Clone, Copy, Default)]
pub struct PostForm<'a> {
    /// Kind.
    pub kind: &'a str,
    /// Title.
    pub title: &'a str,
    /// First day.
    pub from: &'a str,
    /// Last day; may be blank.
    pub until: &'a str,
    /// Whether it is known to be another post than one of the same kind, title and first day.
    pub another: bool,
}

/// A post to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// Kind.
    pub kind: PostKind,
    /// Title: a role, not a person's name.
    pub title: Line,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
}

/// Parses a post.
pub fn parse_post(form: PostForm<'_>) -> Result<NewPost, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", PostKind::parse(form.kind));
    let title = errors.take("title", Line::parse(form.title));
    let from = errors.take("from", date(form.from));
    let until = errors.take("until", optional(form.until, date));
    Days::told(&mut errors, from, until);
    match (kind, title, from, until) {
        (Some(kind), Some(title), Some(from), Some(until)) if errors.is_empty() => {
            Ok(NewPost { kind, title, from, until })
        }
        _ => Err(errors),
    }
}

/// A duty as a form lays it on one unit or on many.
#[derive(Debug, Clone, Copy, Default)]
pub struct DutyForm<'a> {
    /// Kind.
    pub kind: &'a str,
    /// Key of the post that carries it (one unit), or its title (many); blank for the body's own.
    pub post: &'a str,
    /// The day from which it holds.
    pub laid_on: &'a str,
    /// By when it is to be acknowledged; may be blank.
    pub due_on: &'a str,
    /// Whether it is handed over by whoever carries it now.
    pub hand_over: bool,
}

/// What a form for duties says about each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laying {
    /// Kind.
    pub kind: DutyKind,
    /// The day from which it holds.
    pub laid_on: Date,
    /// By when it is to be acknowledged.
    pub due_on: Option<Date>,
}

/// Parses what one field alone can tell. A duty is registered when it holds, not before, but for a first responsibility that
/// is handed over: who comes next is known beforehand, and the one before carries it until the day.
pub fn parse_laying(form: DutyForm<'_>, today: Date) -> Result<Laying, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", DutyKind::parse(form.kind));
    let laid_on = errors.take("laid_on", date(form.laid_on));
    let due_on = errors.take("due_on", optional(form.due_on, date));
    let known_before = kind == Some(DutyKind::First) && form.hand_over;
    if laid_on.is_some_and(|day| day > today) && !known_before {
        errors.add("laid_on", Message::new("error-duty-future"));
    }
    if let (Some(laid_on), Some(Some(due_on))) = (laid_on, due_on)
        && due_on < laid_on
    {
        errors.add("due_on", Message::new("error-duty-due"));
    }
    if kind.is_some_and(|kind| (kind == DutyKind::Principal) != form.post.trim().is_empty()) {
        errors.add("post", Message::new("error-duty-carrier"));
    }
    match (kind, laid_on, due_on) {
        (Some(kind), Some(laid_on), Some(due_on)) if errors.is_empty() => {
            Ok(Laying { kind, laid_on, due_on })
        }
        _ => Err(errors),
    }
}

/// The days on which somebody is first responsible: from the first one until the day on which it has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstTerm {
    /// The first day.
    pub from: Date,
    /// The day on which it no longer holds.
    pub ended: Option<Date>,
}

/// A first responsibility is carried by a post that is held on its first day.
pub fn carries_from(post: Days, from: Date) -> Result<(), Message> {
    if post.hold(from) { Ok(()) } else { Err(Message::new("error-duty-post-days")) }
}

impl FirstTerm {
    /// Whether it holds on a day.
    pub fn holds(self, day: Date) -> bool {
        self.from <= day && self.ended.is_none_or(|ended| day < ended)
    }
}

/// Lets one more person be first responsible for a unit in a programme from a day on: never two on the same day.
/// Whoever carries it now hands it over on that very day, so that no day is without one. Gives the place of the term
/// that ends so.
pub fn admit_first(held: &[FirstTerm], from: Date, hand_over: bool) -> Result<Option<usize>, Message> {
    let clash = held.iter().position(|term| term.ended.is_none_or(|ended| from < ended));
    let Some(place) = clash else { return Ok(None) };
    let open = held.get(place).is_some_and(|term| term.ended.is_none() && term.from < from);
    let alone = held.iter().filter(|term| term.ended.is_none_or(|ended| from < ended)).count() == 1;
    match (hand_over, open && alone) {
        (true, true) => Ok(Some(place)),
        (true, false) => Err(Message::new("error-duty-first-later")),
        (false, _) => Err(Message::new("error-duty-first")),
    }
}

/// The body's duty and its head's come from above; a deputy's and the office's may be laid on within the unit itself.
/// At the root nobody stands above.
pub fn may_lay_on(kind: DutyKind, own: bool, root: bool) -> Result<(), Message> {
    let from_above = matches!(kind, DutyKind::Principal | DutyKind::First);
    if own && from_above && !root { Err(Message::new("error-duty-own")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_who_takes_over_a_first_responsibility_is_entered_before_the_day() {
        let today = day(10);
        let next = day(20).to_string();
        let form = DutyForm { kind: "first", post: "1", laid_on: &next, hand_over: true, due_on: "" };
        assert_eq!(parse_laying(form, today).map(|laying| laying.laid_on), Ok(day(20)));
        let faults = |form| parse_laying(form, today).unwrap_err().at("laid_on").map(|message| message.key);
        assert_eq!(faults(DutyForm { hand_over: false, ..form }), Some("error-duty-future"));
        let other = DutyForm { kind: "organising", ..form };
        assert_eq!(faults(other), Some("error-duty-future"));
        let post = Days::kept(day(20), Some(day(30)));
        assert_eq!(carries_from(post, day(20)), Ok(()));
        assert!(carries_from(post, day(19)).is_err() && carries_from(post, day(31)).is_err());
    }

    fn day(place: i64) -> Date {
        jiff::civil::date(2015, 1, 1).saturating_add(jiff::Span::new().days(place))
    }

    proptest! {
        #[test]
        fn on_no_day_are_two_persons_first_responsible(asks in proptest::collection::vec((0_i64..60, any::<bool>()), 1..12)) {
            let mut held: Vec<FirstTerm> = Vec::new();
            for (from, hand_over) in asks {
                if let Ok(ending) = admit_first(&held, day(from), hand_over) {
                    if let Some(place) = ending {
                        held[place].ended = Some(day(from));
                    }
                    held.push(FirstTerm { from: day(from), ended: None });
                }
            }
            prop_assert!(!held.is_empty());
            let first = held.iter().map(|term| term.from).min().unwrap();
            for place in 0..80 {
                let carrying = held.iter().filter(|term| term.holds(day(place))).count();
                prop_assert!(carrying <= 1);
                prop_assert_eq!(carrying == 1, day(place) >= first, "handed over without a gap");
            }
        }
    }

    #[test]
    fn a_body_does_not_lay_its_own_duty_on_itself_but_its_deputies_theirs() {
        assert!(may_lay_on(DutyKind::Principal, true, false).is_err());
        assert!(may_lay_on(DutyKind::First, true, false).is_err());
        assert!(may_lay_on(DutyKind::Dual, true, false).is_ok());
        assert!(may_lay_on(DutyKind::First, true, true).is_ok(), "nobody stands above the root");
        assert!(may_lay_on(DutyKind::First, false, false).is_ok());
    }

    #[test]
    fn a_duty_s_form_tells_all_its_faults_at_once() {
        let form = DutyForm {
            kind: "first",
            post: "",
            laid_on: "2015-07-01",
            due_on: "2015-06-01",
            hand_over: false,
        };
        let errors = parse_laying(form, day(0)).unwrap_err();
        let keys: Vec<_> = errors.iter().map(|(field, message)| (field, message.key)).collect();
        assert_eq!(
            keys,
            [("due_on", "error-duty-due"), ("laid_on", "error-duty-future"), ("post", "error-duty-carrier")]
        );
    }
}
