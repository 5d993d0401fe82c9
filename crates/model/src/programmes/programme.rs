//! Programmes as an office sets them up: a goal, topics in order, a calendar; alone, or carrying out the superior's.

use crate::{
    message::{FieldErrors, Message},
    programmes::{
        rhythm::{Pace, PaceForm},
        round::{Round, check_dates},
    },
    text::{Line, Prose, date},
};
use jiff::civil::Date;

pub use super::calendar::{Calendar, binds};

/// The most rounds, each with its topic, that a programme is set up with.
pub const MOST_ROUNDS: usize = 12;

/// The days of a round as a form sends them, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CalendarForm<'a> {
    /// First day.
    pub opens_on: &'a str,
    /// Last day for plans.
    pub plans_due_on: &'a str,
    /// Last day.
    pub ends_on: &'a str,
}

impl CalendarForm<'_> {
    fn is_blank(&self) -> bool {
        [self.opens_on, self.plans_due_on, self.ends_on].into_iter().all(|text| text.trim().is_empty())
    }
}

/// A round as a form sends it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RoundForm<'a> {
    /// Its topic.
    pub topic: &'a str,
    /// Its days.
    pub calendar: CalendarForm<'a>,
}

impl RoundForm<'_> {
    /// Whether nothing of it was filled in.
    pub fn is_blank(&self) -> bool {
        self.topic.trim().is_empty() && self.calendar.is_blank()
    }
}

/// A programme as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct ProgrammeForm<'a> {
    /// Title.
    pub title: &'a str,
    /// What it is for, in free words.
    pub goal: &'a str,
    /// Its rounds in order; blank ones at the end are left out.
    pub rounds: Vec<RoundForm<'a>>,
}

/// A round to be set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRound {
    /// Its topic.
    pub topic: Line,
    /// Its days.
    pub calendar: Calendar,
}

/// A programme to be set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProgramme {
    /// Title.
    pub title: Line,
    /// What it is for.
    pub goal: Prose,
    /// Its rounds in order: the topics.
    pub rounds: Vec<PlannedRound>,
}

/// The rounds that a programme carries out, seen on a day.
#[derive(Debug, Clone, Copy)]
pub struct Above<'a> {
    /// The superior's rounds, in order; none if nothing is carried out.
    pub rounds: &'a [Round],
    /// The day.
    pub today: Date,
}

impl<'a> Above<'a> {
    /// The round that is carried out at a place, from 0.
    pub(super) fn at(self, place: usize) -> Option<(&'a Round, Date)> {
        self.rounds.get(place).map(|round| (round, self.today))
    }
}

/// Parses a programme as [`parse_paced`] does, of which every round names its days.
pub fn parse_programme(form: &ProgrammeForm<'_>, above: Above<'_>) -> Result<NewProgramme, FieldErrors> {
    parse_paced(form, &PaceForm::default(), above)
}

/// Parses a programme that carries out what stands above it. A round that names no day has those of the pace, where there is one.
/// Fields are named `title`, `goal` and, with the round's place from 0, `0-topic`, `0-opens_on`, `0-plans_due_on`,
/// `0-ends_on`.
pub fn parse_paced(
    form: &ProgrammeForm<'_>,
    pace: &PaceForm<'_>,
    above: Above<'_>,
) -> Result<NewProgramme, FieldErrors> {
    let mut errors = FieldErrors::new();
    let title = errors.take("title", Line::parse(form.title));
    let goal = errors.take("goal", Prose::parse(form.goal));
    let pace = Pace::parse(pace, &mut errors);
    let filled = form.rounds.iter().rposition(|round| !round.is_blank()).map_or(0, |last| last + 1);
    let (mut rounds, mut opens) = (Vec::new(), Vec::new());
    for place in 0..filled.max(1) {
        let round = form.rounds.get(place).copied().unwrap_or_default();
        let topic = errors.take(&format!("{place}-topic"), Line::parse(round.topic));
        let (prefix, superior) = (format!("{place}-"), above.at(place));
        let calendar = match pace.filter(|_| round.calendar.is_blank()) {
            Some(pace) => {
                let found = errors.take(&format!("{prefix}opens_on"), pace.calendar(place));
                found.inspect(|calendar| hold_against(*calendar, superior, &prefix, &mut errors))
            }
            None => parse_calendar(&round.calendar, superior, &prefix, &mut errors),
        };
        opens.extend(calendar.map(|calendar| (place, calendar.opens_on, true)));
        if let (Some(topic), Some(calendar)) = (topic, calendar) {
            rounds.push(PlannedRound { topic, calendar });
        }
    }
    for (place, why) in out_of_order(&opens) {
        errors.add(format!("{place}-opens_on"), why);
    }
    if filled < above.rounds.len() {
        errors.add(
            format!("{filled}-topic"),
            Message::new("error-programme-topics").with("count", above.rounds.len()),
        );
    }
    match (title, goal) {
        (Some(title), Some(goal)) if errors.is_empty() => Ok(NewProgramme { title, goal, rounds }),
        _ => Err(errors),
    }
}

/// Which rounds would open before the one in front of them, and why not: they follow one another as they are numbered. Each is
/// given by its place from 0, its first day and whether that is asked for; what is wrong with one that is not is told of the round
/// beside it that is.
pub fn out_of_order(opens: &[(usize, Date, bool)]) -> Vec<(usize, Message)> {
    let why = |key: &'static str, number: usize, day: Date| {
        Message::new(key).with("number", number + 1).with("day", day.to_string())
    };
    let told = |pair: &[(usize, Date, bool)]| match *pair {
        [(before, first, _), (place, second, true)] if second < first => {
            Some((place, why("error-round-before", before, first)))
        }
        [(before, first, true), (place, second, false)] if second < first => {
            Some((before, why("error-round-after", place, second)))
        }
        _ => None,
    };
    opens.windows(2).filter_map(told).collect()
}

/// Parses the days of a round: in order, and on this day no later than the superior's round that it carries out.
pub fn parse_calendar(
    form: &CalendarForm<'_>,
    superior: Option<(&Round, Date)>,
    prefix: &str,
    errors: &mut FieldErrors,
) -> Option<Calendar> {
    let at = |name: &str| format!("{prefix}{name}");
    let opens_on = errors.take(&at("opens_on"), date(form.opens_on));
    let plans_due_on = errors.take(&at("plans_due_on"), date(form.plans_due_on));
    let ends_on = errors.take(&at("ends_on"), date(form.ends_on));
    let calendar = Calendar { opens_on: opens_on?, plans_due_on: plans_due_on?, ends_on: ends_on? };
    errors.take(&at("plans_due_on"), check_dates(calendar.opens_on, calendar.plans_due_on, calendar.ends_on));
    hold_against(calendar, superior, prefix, errors);
    Some(calendar)
}

/// Tells which days are later than those of the superior's round.
fn hold_against(
    calendar: Calendar,
    superior: Option<(&Round, Date)>,
    prefix: &str,
    errors: &mut FieldErrors,
) {
    for (name, day, limit) in
        superior.into_iter().flat_map(|(round, today)| calendar.later_than(round, today))
    {
        let (day, limit) = (day.to_string(), limit.to_string());
        let why = Message::new("error-calendar-later").with("day", day).with("limit", limit);
        errors.add(format!("{prefix}{name}"), why);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::{ProgrammeId, RoundId, UnitId},
        programmes::round::RoundState,
    };
    use jiff::civil::date;
    use proptest::prelude::*;

    const NOTHING: Above<'static> = Above { rounds: &[], today: date(2015, 5, 4) };

    fn superior(number: i32) -> Round {
        Round {
            id: RoundId(1),
            programme: ProgrammeId(1),
            organiser: UnitId(1),
            number,
            topic: "topic".into(),
            state: RoundState::Planned,
            opens_on: date(2015, 5, 4),
            plans_due_on: date(2015, 5, 22),
            ends_on: date(2015, 7, 10),
            standard: None,
        }
    }

    fn round<'a>(topic: &'a str, due: &'a str, end: &'a str) -> RoundForm<'a> {
        let calendar = CalendarForm { opens_on: "2015-05-04", plans_due_on: due, ends_on: end };
        RoundForm { topic, calendar }
    }

    #[test]
    fn everything_wrong_is_told_at_its_field_and_blank_rounds_at_the_end_are_left_out() {
        let rounds = vec![round("one", "2015-05-01", "2015-07-01"), RoundForm::default()];
        let form = ProgrammeForm { title: "", goal: "so that it holds", rounds };
        let errors = parse_programme(&form, NOTHING).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["0-plans_due_on", "title"]);
        let none = ProgrammeForm { title: "t", goal: "g", rounds: Vec::new() };
        assert!(parse_programme(&none, NOTHING).unwrap_err().at("0-topic").is_some(), "at least one topic");
    }

    #[test]
    fn a_carrying_out_has_every_topic_of_its_superior_and_is_never_later() {
        let rounds = [superior(1), superior(2)];
        let above = Above { rounds: &rounds, today: date(2015, 5, 4) };
        let form = |due, end| ProgrammeForm {
            title: "t",
            goal: "g",
            rounds: vec![round("one", due, end), round("two", "2015-05-20", "2015-07-01")],
        };
        assert!(parse_programme(&form("2015-05-22", "2015-07-10"), above).is_ok());
        let late = parse_programme(&form("2015-05-23", "2015-07-11"), above).unwrap_err();
        assert_eq!(late.at("0-plans_due_on").unwrap().key, "error-calendar-later");
        assert_eq!(late.at("0-ends_on").unwrap().key, "error-calendar-later");
        let short =
            ProgrammeForm { title: "t", goal: "g", rounds: vec![round("one", "2015-05-20", "2015-07-01")] };
        let errors = parse_programme(&short, above).unwrap_err();
        assert_eq!(errors.at("1-topic").unwrap().key, "error-programme-topics");
    }

    #[test]
    fn a_day_of_the_superior_s_that_is_past_binds_nobody_and_its_last_day_still_does() {
        let rounds = [superior(1)];
        let above = |today| Above { rounds: &rounds, today };
        let form = |due, end| ProgrammeForm { title: "t", goal: "g", rounds: vec![round("one", due, end)] };
        let fields = |form: &ProgrammeForm<'_>, today| match parse_programme(form, above(today)) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|(field, _)| field.to_owned()).collect(),
        };
        let later = form("2015-06-20", "2015-07-20");
        assert_eq!(fields(&later, date(2015, 5, 22)), ["0-ends_on", "0-plans_due_on"]);
        assert_eq!(fields(&later, date(2015, 5, 23)), ["0-ends_on"], "the end is still to come");
        assert_eq!(fields(&later, date(2015, 7, 11)), [""; 0]);
    }

    #[test]
    fn rounds_open_in_the_order_of_their_numbers() {
        let opening = |opens_on| {
            let calendar = CalendarForm { opens_on, plans_due_on: "2015-06-20", ends_on: "2015-07-01" };
            RoundForm { topic: "topic", calendar }
        };
        let parsed = |days: [&'static str; 3]| {
            let form = ProgrammeForm { title: "t", goal: "g", rounds: days.map(opening).to_vec() };
            parse_programme(&form, NOTHING)
        };
        assert!(parsed(["2015-05-04", "2015-05-04", "2015-05-05"]).is_ok(), "two may open on one day");
        let errors = parsed(["2015-05-04", "2015-05-06", "2015-05-05"]).unwrap_err();
        let all: Vec<_> = errors.iter().map(|(field, why)| (field, why.key)).collect();
        assert_eq!(all, [("2-opens_on", "error-round-before")]);
    }

    proptest! {
        #[test]
        fn never_later_is_handed_down(a in 0_i32..40, b in 0_i32..40, c in 0_i32..40) {
            let at = |days: i32| {
                let later = |day: Date| day.saturating_add(jiff::Span::new().days(days));
                let own = superior(1);
                Round { plans_due_on: later(own.plans_due_on), ends_on: later(own.ends_on), ..own }
            };
            let late = |own: &Round, above: &Round| !Calendar::of(own).later_than(above, date(2015, 5, 4)).is_empty();
            let (first, second, third) = (at(a), at(b), at(c));
            if !late(&second, &first) && !late(&third, &second) {
                prop_assert!(!late(&third, &first));
            }
        }
    }
}
