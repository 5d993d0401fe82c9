//! Problems: whose, where found, how far they have come, and how a list of them is read.

use crate::{
    actor::Role,
    ledger::measures::measure_form::{MeasureForm, NewMeasure, parse_measure},
    message::{FieldErrors, Message},
    text::{Line, Prose, date, optional},
    words::words,
};
use jiff::civil::Date;

words! {
    /// Whose problem it is.
    Level, "error-level" {
        /// Of the whole area beneath the unit.
        Area = "area",
        /// Of the unit's leading group.
        Team = "team",
        /// Of what a member of the leading group answers for: the post is named as the leader.
        Portfolio = "portfolio",
        /// Of a person, known by post.
        Person = "person",
    }
}

words! {
    /// Where a problem was found.
    Source, "error-source" {
        /// By looking at oneself.
        SelfExamination = "self-examination",
        /// At the special lecture.
        Lecture = "lecture",
        /// At a seminar.
        Seminar = "seminar",
        /// By somebody who listened in.
        Observation = "observation",
        /// On called-up materials.
        SpotCheck = "spot-check",
        /// At a visit.
        Visit = "visit",
        /// In a circular.
        Circular = "circular",
        /// By the public.
        Public = "public",
        /// By an audit.
        Audit = "audit",
    }
}

words! {
    /// How far a problem has come before it counts.
    ProblemState, "error-problem-state" {
        /// On the list; waits for the head.
        Reported = "reported",
        /// The head stands behind it: it counts.
        Signed = "signed",
        /// Returned with what is missing.
        Returned = "returned",
        /// The same as another problem, to which its measures went over.
        Merged = "merged",
        /// It was not so.
        NotSubstantiated = "not-substantiated",
    }
}

impl ProblemState {
    /// Whether it was taken off the count for good.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Merged | Self::NotSubstantiated)
    }

    /// Whether what others found is answered by a problem in this state: the head has signed it, or somebody above has
    /// settled it. What the head has yet to sign, or has returned, answers nothing.
    pub fn answers(self) -> bool {
        self == Self::Signed || self.is_settled()
    }
}

/// Whether a return by somebody of these roles takes a problem that was signed out of everybody's sums: a word from above
/// does, the unit's own head never; what the head returns goes on counting as it was signed until it is signed anew.
pub fn return_takes_out(by: &[Role]) -> bool {
    by.iter().any(|role| *role != Role::UnitHead)
}

/// The customary columns that nobody has to fill.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customary {
    /// Why it came about.
    pub root_cause: Option<Prose>,
    /// How it will be known that it is mended.
    pub target: Option<Line>,
    /// The leader who answers for it.
    pub leader: Option<Line>,
    /// Units that help.
    pub assisting: Option<Line>,
    /// Whom to ask.
    pub contact: Option<Line>,
}

impl Customary {
    /// Refuses a problem of a portfolio that does not say whose.
    ///
    /// # Errors
    /// `error-portfolio-leader`.
    pub fn names_portfolio(&self, level: Level) -> Result<(), Message> {
        match (level, &self.leader) {
            (Level::Portfolio, None) => Err(Message::new("error-portfolio-leader")),
            _ => Ok(()),
        }
    }
}

/// The customary columns as a form sends them.
#[derive(Debug, Clone, Copy, Default)]
pub struct CustomaryForm<'a> {
    /// Root cause.
    pub root_cause: &'a str,
    /// Target.
    pub target: &'a str,
    /// Responsible leader.
    pub leader: &'a str,
    /// Assisting units.
    pub assisting: &'a str,
    /// Contact.
    pub contact: &'a str,
}

impl CustomaryForm<'_> {
    fn parse(self, at: &impl Fn(&str) -> String, errors: &mut FieldErrors) -> Customary {
        let mut line = |name: &str, text| errors.take(&at(name), optional(text, Line::parse)).flatten();
        let (target, leader) = (line("target", self.target), line("leader", self.leader));
        let (assisting, contact) = (line("assisting", self.assisting), line("contact", self.contact));
        let root_cause = errors.take(&at("root_cause"), optional(self.root_cause, Prose::parse)).flatten();
        Customary { root_cause, target, leader, assisting, contact }
    }
}

/// What a correction says anew of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Key of the aspect.
    pub aspect: String,
    /// What is wrong.
    pub body: Prose,
    /// One concrete instance.
    pub instance: Prose,
    /// The customary columns.
    pub customary: Customary,
}

impl Correction {
    /// Reads it; the fields are named as in a form of one problem, without a place.
    pub fn parse(form: &ProblemForm<'_>, aspects: &[String]) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let aspect = errors.take("aspect", known_aspect(form.aspect, aspects));
        let body = errors.take("body", Prose::parse(form.body));
        let instance = errors.take("instance", Prose::parse(form.instance));
        let customary = form.customary.parse(&str::to_owned, &mut errors);
        match (aspect, body, instance) {
            (Some(aspect), Some(body), Some(instance)) if errors.is_empty() => {
                Ok(Self { aspect, body, instance, customary })
            }
            _ => Err(errors),
        }
    }
}

fn known_aspect(key: &str, aspects: &[String]) -> Result<String, Message> {
    aspects.iter().find(|aspect| *aspect == key).cloned().ok_or_else(|| Message::new("error-aspect"))
}

/// A problem to be registered, with its measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProblem {
    /// Whose.
    pub level: Level,
    /// Key of the aspect.
    pub aspect: String,
    /// What is wrong.
    pub body: Prose,
    /// One concrete instance.
    pub instance: Prose,
    /// Where it was found.
    pub source: Source,
    /// When.
    pub found_on: Date,
    /// The customary columns.
    pub customary: Customary,
    /// What is done about it: at least one.
    pub measures: Vec<NewMeasure>,
}

/// A problem as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct ProblemForm<'a> {
    /// Level.
    pub level: &'a str,
    /// Aspect.
    pub aspect: &'a str,
    /// What is wrong.
    pub body: &'a str,
    /// One concrete instance.
    pub instance: &'a str,
    /// Source.
    pub source: &'a str,
    /// Found on.
    pub found_on: &'a str,
    /// The customary columns.
    pub customary: CustomaryForm<'a>,
    /// Measures.
    pub measures: Vec<MeasureForm<'a>>,
}

/// Parses a findings list; fields are `PLACE-name` and `PLACE-measure-PLACE-name`, places from 0.
pub fn parse_problems(
    forms: &[ProblemForm<'_>],
    aspects: &[String],
    today: Date,
) -> Result<Vec<NewProblem>, FieldErrors> {
    let mut errors = FieldErrors::new();
    let parsed: Vec<_> = forms
        .iter()
        .enumerate()
        .filter_map(|(place, form)| parse_problem(form, place, aspects, today, &mut errors))
        .collect();
    if forms.is_empty() {
        errors.add("problems", Message::new("error-problems-none"));
    }
    if errors.is_empty() { Ok(parsed) } else { Err(errors) }
}

fn parse_problem(
    form: &ProblemForm<'_>,
    place: usize,
    aspects: &[String],
    today: Date,
    errors: &mut FieldErrors,
) -> Option<NewProblem> {
    let at = |name: &str| format!("{place}-{name}");
    let level = errors.take(&at("level"), Level::parse(form.level));
    let aspect = errors.take(&at("aspect"), known_aspect(form.aspect, aspects));
    let body = errors.take(&at("body"), Prose::parse(form.body));
    let instance = errors.take(&at("instance"), Prose::parse(form.instance));
    let source = errors.take(&at("source"), Source::parse(form.source));
    let found_on = errors.take(&at("found_on"), date(form.found_on).and_then(|day| not_later(day, today)));
    let customary = form.customary.parse(&at, errors);
    if let Some(level) = level
        && let Err(fault) = customary.names_portfolio(level)
    {
        errors.add(at("leader"), fault);
    }
    // An area-wide problem may be handed down for others to act on; a leading group's or a person's is acted on by itself.
    if form.measures.is_empty() && level != Some(Level::Area) {
        errors.add(at("measures"), Message::new("error-measures-none"));
    }
    let measures: Vec<_> = form
        .measures
        .iter()
        .enumerate()
        .filter_map(|(index, measure)| parse_measure(measure, &at(&format!("measure-{index}-")), errors))
        .collect();
    Some(NewProblem {
        level: level?,
        aspect: aspect?,
        body: body?,
        instance: instance?,
        source: source?,
        found_on: found_on?,
        customary,
        measures,
    })
}

fn not_later(day: Date, today: Date) -> Result<Date, Message> {
    if day <= today { Ok(day) } else { Err(Message::new("error-date-future")) }
}

/// The serial of a problem: unit code, year, number in that year.
pub fn serial(unit: &str, year: i16, number: i64) -> String {
    format!("{unit}-{year}-{number:03}")
}
