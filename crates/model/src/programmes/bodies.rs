//! Joint bodies: a programme has bodies that lead it together and bodies that join it, each for its own sector. They
//! sign the standard together, and a joining body reviews and observes the units of its sector and nobody else's.

use crate::{
    days::Days,
    hash::sha256_hex,
    id::{BodyId, ProgrammeId, UnitId},
    message::{FieldErrors, Message},
    programmes::standard::Standard,
    text::{Prose, date, optional},
    words::words,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

words! {
    /// As what a body takes part.
    Part, "error-body-part" {
        /// It leads the programme together with the organiser.
        Lead = "lead",
        /// It joins for a sector of its own.
        Joining = "joining",
    }
}

words! {
    /// What a body says to a draft of the standard.
    Answer, "error-body-answer" {
        /// It signs exactly this draft.
        Agreed = "agreed",
        /// It does not, and says why.
        Refused = "refused",
    }
}

/// A unit that takes part in a programme of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Body(pub UnitId);

/// The classes of units that a body covers, among the direct subordinates of the organiser.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sector(BTreeSet<String>);

impl Sector {
    /// Of these classes.
    pub fn of<T: Into<String>>(classes: impl IntoIterator<Item = T>) -> Self {
        Self(classes.into_iter().map(Into::into).collect())
    }

    /// Whether units of a class belong to it.
    pub fn covers(&self, class: &str) -> bool {
        self.0.contains(class)
    }

    /// Whether nothing belongs to it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its classes, in the order of their keys.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// A class that belongs to both.
    pub fn shared<'a>(&'a self, other: &'a Self) -> Option<&'a str> {
        self.0.intersection(&other.0).next().map(String::as_str)
    }
}

/// How a body takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBody {
    /// As what.
    pub part: Part,
    /// For which units. A leading body may have none of its own.
    pub sector: Sector,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
}

impl NewBody {
    /// The days of its part.
    pub const fn days(&self) -> Days {
        Days::kept(self.from, self.until)
    }

    /// Whether it takes part on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.days().hold(day)
    }

    fn meets(&self, other: &Self) -> bool {
        self.days().meet(other.days())
    }
}

/// A body of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBody {
    /// Its key.
    pub id: BodyId,
    /// In which programme.
    pub programme: ProgrammeId,
    /// Which unit.
    pub body: Body,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its own class: it never covers itself.
    pub class: String,
    /// How it takes part.
    pub taking: NewBody,
}

/// A body as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct BodyForm<'a> {
    /// The word of its part.
    pub part: &'a str,
    /// Keys of the classes that it covers.
    pub classes: Vec<&'a str>,
    /// First day.
    pub from: &'a str,
    /// Last day; may be blank.
    pub until: &'a str,
}

/// Parses it; fields are `part`, `classes`, `from`, `until`. `known` are the classes of units that there are.
pub fn parse_body(form: &BodyForm<'_>, known: &[String]) -> Result<NewBody, FieldErrors> {
    let mut errors = FieldErrors::new();
    let part = errors.take("part", Part::parse(form.part));
    let sector = Sector::of(form.classes.iter().map(|class| class.trim()).filter(|class| !class.is_empty()));
    if let Some(class) = sector.classes().find(|class| !known.iter().any(|one| one == class)) {
        errors.add("classes", Message::new("error-body-class-unknown").with("class", class));
    }
    if part == Some(Part::Joining) && sector.is_empty() {
        errors.add("classes", Message::new("error-body-sector"));
    }
    let from = errors.take("from", date(form.from));
    let until = errors.take("until", optional(form.until, date));
    Days::told(&mut errors, from, until);
    match (part, from, until) {
        (Some(part), Some(from), Some(until)) if errors.is_empty() => {
            Ok(NewBody { part, sector, from, until })
        }
        _ => Err(errors),
    }
}

/// Whether a body may be named beside the others: no unit twice at a time, and no class in two sectors at a time.
pub fn check_named(body: Body, new: &NewBody, others: &[NamedBody]) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    for other in others.iter().filter(|other| other.taking.meets(new)) {
        if other.body == body {
            errors.add("unit", Message::new("error-body-twice"));
        } else if let Some(class) = other.taking.sector.shared(&new.sector) {
            let body = other.name.as_str();
            errors.add(
                "classes",
                Message::new("error-body-class-taken").with("class", class).with("body", body),
            );
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// What exactly a body agrees to: the hash of a draft as the version that it would be. Whatever changes in the draft
/// changes it, and an agreement to an earlier version of the same words is none to a later one.
pub fn draft_hash(standard: &Standard, version: i32) -> String {
    sha256_hex(&serde_json::to_vec(&(version, standard)).unwrap_or_default())
}

/// The latest that a body said to a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which body.
    pub body: BodyId,
    /// To which draft.
    pub hash: String,
    /// What.
    pub answer: Answer,
    /// Why not.
    pub reason: Option<Prose>,
    /// When.
    pub on: Date,
}

/// What a body said to exactly this draft; what it said to another one is void.
pub fn said_to<'s>(said: &'s [Said], body: BodyId, hash: &str) -> Option<&'s Said> {
    said.iter().rfind(|said| said.body == body && said.hash == hash)
}

/// The answer of a body as a form sends it; fields are `answer`, `reason`. A refusal needs a reason.
pub fn parse_answer(answer: &str, reason: &str) -> Result<(Answer, Option<Prose>), FieldErrors> {
    let mut errors = FieldErrors::new();
    let answer = errors.take("answer", Answer::parse(answer));
    let reason = match answer {
        Some(Answer::Refused) => errors.take("reason", Prose::parse_reason(reason).map(Some)),
        _ => errors.take("reason", optional(reason, Prose::parse)),
    };
    match (answer, reason) {
        (Some(answer), Some(reason)) if errors.is_empty() => Ok((answer, reason)),
        _ => Err(errors),
    }
}

/// Whether a draft may be published: every body that takes part has agreed to exactly it.
pub fn may_publish(bodies: &[NamedBody], said: &[Said], hash: &str) -> Result<(), Message> {
    let agreed =
        |body: &NamedBody| said_to(said, body.id, hash).is_some_and(|said| said.answer == Answer::Agreed);
    let missing: Vec<_> = bodies.iter().filter(|body| !agreed(body)).map(|body| body.name.as_str()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Message::new("error-standard-not-agreed").with("bodies", missing.join("、")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn body(id: i64, classes: &[&str], from: Date, until: Option<Date>) -> NamedBody {
        let sector = Sector::of(classes.iter().copied());
        NamedBody {
            id: BodyId(id),
            programme: ProgrammeId(1),
            body: Body(UnitId(id)),
            code: format!("G{id}"),
            name: format!("body {id}"),
            class: "provincial-body".into(),
            taking: NewBody { part: Part::Joining, sector, from, until },
        }
    }

    fn said(body: i64, hash: &str, answer: Answer) -> Said {
        Said { body: BodyId(body), hash: hash.into(), answer, reason: None, on: date(2015, 6, 1) }
    }

    #[test]
    fn a_joining_body_has_a_sector_of_known_classes_and_a_leading_one_may_have_none() {
        let known = ["university".to_owned(), "state-firm".to_owned()];
        let form = |part, classes| BodyForm { part, classes, from: "2015-05-01", until: "" };
        assert!(parse_body(&form("lead", vec![]), &known).is_ok());
        let none = parse_body(&form("joining", vec![""]), &known).unwrap_err();
        assert_eq!(none.at("classes").unwrap().key, "error-body-sector");
        let unknown = parse_body(&form("joining", vec!["moon"]), &known).unwrap_err();
        assert_eq!(unknown.at("classes").unwrap().key, "error-body-class-unknown");
        let ends = BodyForm { until: "2015-04-30", ..form("joining", vec!["university"]) };
        assert_eq!(parse_body(&ends, &known).unwrap_err().at("until").unwrap().key, "error-post-days");
        assert!(
            parse_body(&form("joining", vec!["university"]), &known).unwrap().sector.covers("university")
        );
    }

    #[test]
    fn a_class_is_in_one_sector_at_a_time_and_a_unit_named_once_at_a_time() {
        let first = body(1, &["university"], date(2015, 5, 1), Some(date(2015, 6, 30)));
        let check = |other: NamedBody| check_named(other.body, &other.taking, std::slice::from_ref(&first));
        let taken = check(body(2, &["state-firm", "university"], date(2015, 6, 30), None)).unwrap_err();
        assert_eq!(taken.at("classes").unwrap().key, "error-body-class-taken");
        assert!(check(body(2, &["university"], date(2015, 7, 1), None)).is_ok(), "one after the other");
        assert!(check(body(2, &["state-firm"], date(2015, 5, 1), None)).is_ok());
        let twice = check(body(1, &["state-firm"], date(2015, 5, 1), None)).unwrap_err();
        assert_eq!(twice.at("unit").unwrap().key, "error-body-twice");
    }

    #[test]
    fn a_refusal_says_why_and_an_agreement_need_not() {
        assert_eq!(parse_answer("refused", " ").unwrap_err().iter().count(), 1);
        assert!(parse_answer("refused", "it is too lax for us").unwrap().1.is_some());
        assert_eq!(parse_answer("agreed", "").unwrap(), (Answer::Agreed, None));
    }

    #[test]
    fn whoever_refused_may_agree_later_and_the_other_way_round() {
        let bodies = [body(1, &["university"], date(2015, 5, 1), None)];
        let (refused, agreed) = (said(1, "a", Answer::Refused), said(1, "a", Answer::Agreed));
        assert!(may_publish(&bodies, &[refused.clone(), agreed.clone()], "a").is_ok());
        let fault = may_publish(&bodies, &[agreed, refused], "a").unwrap_err();
        assert_eq!(fault.key, "error-standard-not-agreed");
        assert!(may_publish(&[], &[], "a").is_ok(), "without bodies the organiser signs alone");
    }

    proptest! {
        #[test]
        fn only_the_agreement_of_every_body_to_exactly_this_draft_lets_it_be_published(
            answers in proptest::collection::vec((1_i64..5, "[ab]", any::<bool>()), 0..24),
            count in 1_i64..5,
        ) {
            let bodies: Vec<_> = (1..=count).map(|id| body(id, &[], date(2015, 5, 1), None)).collect();
            let said: Vec<_> = answers
                .iter()
                .map(|(id, hash, yes)| said(*id, hash, if *yes { Answer::Agreed } else { Answer::Refused }))
                .collect();
            let all = (1..=count).all(|id| {
                let last = answers.iter().rfind(|(body, hash, _)| *body == id && hash == "a");
                last.is_some_and(|(.., yes)| *yes)
            });
            prop_assert_eq!(may_publish(&bodies, &said, "a").is_ok(), all);
            prop_assert!(may_publish(&bodies, &said, "changed").is_err(), "a change voids them all");
        }
    }
}
