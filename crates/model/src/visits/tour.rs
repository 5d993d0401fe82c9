//! Tours as they are planned: who leads, where to and why there; the contact list.

use crate::{
    days::Days,
    id::{PostId, ProgrammeId},
    message::{FieldErrors, Message},
    text::{Line, Prose, date, optional},
    words::words,
};
use jiff::civil::Date;
use std::str::FromStr;

words! {
    /// How a unit comes into a leader's charge.
    ChargeKind, "error-charge-kind" {
        /// By the contact list: the leader is paired with the unit.
        Contact = "contact",
        /// By the leader's portfolio.
        Portfolio = "portfolio",
    }
}

words! {
    /// Why a unit was chosen for a visit.
    ChosenBy, "error-chosen-by" {
        /// It is the leader's contact unit.
        Contact = "contact",
        /// It belongs to the leader's portfolio.
        Portfolio = "portfolio",
        /// Something is late or silent there.
        Risk = "risk",
        /// The office chose it.
        Choice = "choice",
    }
}

words! {
    /// How far a visit has come.
    VisitState, "error-visit-state" {
        /// It is to be made.
        Planned = "planned",
        /// It was made and recorded.
        Made = "made",
        /// It is not made: it was called off, with the reason.
        CalledOff = "called-off",
        /// It was put together with another visit to the same unit.
        Joined = "joined",
        /// Its record was taken back, with the reason: it counts no more.
        Withdrawn = "withdrawn",
    }
}

/// A unit put into a leader's charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCharge {
    /// How.
    pub kind: ChargeKind,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
}

impl NewCharge {
    /// Its days.
    pub const fn days(&self) -> Days {
        Days::kept(self.from, self.until)
    }
}

/// Parses a charge: kind, first day, last day.
pub fn parse_charge(kind: &str, from: &str, until: &str) -> Result<NewCharge, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", ChargeKind::parse(kind));
    let from = errors.take("from", date(from));
    let until = errors.take("until", optional(until, date));
    Days::told(&mut errors, from, until);
    match (kind, from, until) {
        (Some(kind), Some(from), Some(until)) if errors.is_empty() => Ok(NewCharge { kind, from, until }),
        _ => Err(errors),
    }
}

/// A tour to be planned, as a form gives it.
#[derive(Debug, Clone, Default)]
pub struct PlanForm<'a> {
    /// Key of the post that leads it.
    pub leader: &'a str,
    /// Keys of the posts that go along.
    pub team: Vec<&'a str>,
    /// Keys of the programmes that it is for.
    pub programmes: Vec<&'a str>,
    /// What else it is for, a purpose a line: several purposes make one visit.
    pub purposes: &'a str,
    /// First day.
    pub from: &'a str,
    /// Last day.
    pub until: &'a str,
    /// The units: code and why it was chosen.
    pub units: Vec<(&'a str, &'a str)>,
}

/// A tour to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedTour {
    /// The post that leads it.
    pub leader: PostId,
    /// The posts that go along, without the one that leads.
    pub team: Vec<PostId>,
    /// The programmes that it is for.
    pub programmes: Vec<ProgrammeId>,
    /// What it is for, the programmes first: the first purpose names the tour.
    pub purposes: Vec<Line>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// The units.
    pub units: Vec<(String, ChosenBy)>,
}

impl PlannedTour {
    /// Puts the titles of its programmes before its other purposes, each purpose once.
    pub fn name_programmes(&mut self, titles: Vec<Line>) {
        let typed = std::mem::take(&mut self.purposes);
        for purpose in titles.into_iter().chain(typed) {
            if !self.purposes.contains(&purpose) {
                self.purposes.push(purpose);
            }
        }
    }
}

/// The most visits of a tour.
pub const MOST_VISITS: usize = 60;

/// Whether a visit can be planned for a day: a trip that is under way is not older than a season, and nobody plans for years.
pub fn may_be_planned_for(day: Date, today: Date) -> bool {
    let back = today.saturating_sub(jiff::Span::new().days(92));
    let ahead = today.saturating_add(jiff::Span::new().days(2 * 366));
    (back..=ahead).contains(&day)
}

/// Parses the move of a planned visit: a day that a visit can be planned for, and why.
///
/// # Errors
/// Every fault at its field.
pub fn parse_move(day: &str, reason: &str, today: Date) -> Result<(Date, Prose), FieldErrors> {
    let mut errors = FieldErrors::new();
    let day = errors.take("day", date(day));
    if day.is_some_and(|day| !may_be_planned_for(day, today)) {
        errors.add("day", Message::new("error-tour-plan-far"));
    }
    let reason = errors.take("reason", Prose::parse_reason(reason));
    match (day, reason) {
        (Some(day), Some(reason)) if errors.is_empty() => Ok((day, reason)),
        _ => Err(errors),
    }
}

/// Parses a tour; every fault is told. One that was made already, by whoever led it then, is entered with its days.
pub fn parse_plan(form: &PlanForm<'_>, today: Date) -> Result<PlannedTour, FieldErrors> {
    let mut errors = FieldErrors::new();
    let leader: Option<PostId> =
        errors.take("leader", form.leader.trim().parse().map_err(|_| Message::new("error-tour-leader")));
    let mut team: Vec<PostId> = keys(&mut errors, "team", &form.team, "error-tour-team");
    team.retain(|post| Some(*post) != leader);
    let programmes: Vec<ProgrammeId> =
        keys(&mut errors, "programmes", &form.programmes, "error-tour-programme");
    let purposes = errors.take("purposes", lines(form.purposes, programmes.is_empty()));
    let from = errors.take("from", date(form.from));
    let until = errors.take("until", date(form.until));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        errors.add("until", Message::new("error-tour-plan-days"));
    }
    for (field, day) in [("from", from), ("until", until)] {
        if let (Some(day), None) = (day, errors.at(field))
            && !may_be_planned_for(day, today)
        {
            errors.add(field, Message::new("error-tour-plan-far"));
        }
    }
    let mut units: Vec<(String, ChosenBy)> = Vec::new();
    for (code, why) in &form.units {
        let code = code.trim();
        if code.is_empty() || units.iter().any(|(known, _)| known == code) {
            continue;
        }
        if let Some(why) = errors.take("units", ChosenBy::parse(why)) {
            units.push((code.to_owned(), why));
        }
    }
    if units.is_empty() {
        errors.add("units", Message::new("error-tour-empty"));
    }
    if units.len() > MOST_VISITS {
        errors.add("units", Message::new("error-tour-many").with("most", MOST_VISITS));
    }
    match (leader, purposes, from, until) {
        (Some(leader), Some(purposes), Some(from), Some(until)) if errors.is_empty() => {
            Ok(PlannedTour { leader, team, programmes, purposes, from, until, units })
        }
        _ => Err(errors),
    }
}

/// Keys that were chosen, each once.
fn keys<T: FromStr + PartialEq>(
    errors: &mut FieldErrors,
    field: &str,
    chosen: &[&str],
    fault: &'static str,
) -> Vec<T> {
    let mut keys = Vec::new();
    for text in chosen {
        match text.trim().parse() {
            Ok(key) if keys.contains(&key) => {}
            Ok(key) => keys.push(key),
            Err(_) => errors.add(field, Message::new(fault)),
        }
    }
    keys
}

/// Lines of a text, blank ones left out; at least one where there is no other purpose.
fn lines(text: &str, needed: bool) -> Result<Vec<Line>, Message> {
    let lines: Result<Vec<_>, _> =
        text.lines().filter(|line| !line.trim().is_empty()).map(Line::parse).collect();
    match lines {
        Ok(lines) if lines.is_empty() && needed => Err(Message::new("error-text-empty")),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_plan_tells_all_its_faults_and_takes_a_unit_once() {
        let today = date(2015, 6, 1);
        let errors =
            parse_plan(&PlanForm { until: "2015-05-01", from: "2015-05-02", ..PlanForm::default() }, today);
        let faults = errors.unwrap_err();
        assert_eq!(
            faults.iter().map(|(field, _)| field).collect::<Vec<_>>(),
            ["leader", "purposes", "units", "until"]
        );
        let form = PlanForm {
            leader: "7",
            team: vec!["9", "7", "9"],
            programmes: Vec::new(),
            purposes: "one\n\n two ",
            from: "2015-06-10",
            until: "2015-06-12",
            units: vec![("A", "contact"), (" A ", "risk"), ("", "choice"), ("B", "portfolio")],
        };
        let mut plan = parse_plan(&form, today).unwrap();
        assert_eq!(plan.purposes.len(), 2);
        assert_eq!(plan.team, [PostId(9)], "each once, and not the one that leads");
        plan.name_programmes(vec![Line::parse("the programme").unwrap(), Line::parse("two").unwrap()]);
        let purposes: Vec<&str> = plan.purposes.iter().map(Line::as_str).collect();
        assert_eq!(purposes, ["the programme", "two", "one"]);
        let for_a_programme = PlanForm { purposes: " ", programmes: vec!["3"], ..form };
        assert_eq!(parse_plan(&for_a_programme, today).unwrap().programmes, [ProgrammeId(3)]);
        assert_eq!(plan.units, [("A".to_owned(), ChosenBy::Contact), ("B".to_owned(), ChosenBy::Portfolio)]);
    }

    #[test]
    fn a_tour_lies_neither_in_years_past_nor_in_years_to_come() {
        let today = date(2015, 6, 1);
        let faults = |from, until| {
            let form = PlanForm {
                leader: "7",
                purposes: "one",
                from,
                until,
                units: vec![("A", "choice")],
                ..PlanForm::default()
            };
            let faults = parse_plan(&form, today).err().unwrap_or_default();
            faults.iter().map(|(field, message)| (field.to_owned(), message.key)).collect::<Vec<_>>()
        };
        assert_eq!(faults("2015-05-20", "2015-06-03"), [], "it is under way");
        assert_eq!(faults("2015-05-20", "2015-05-22"), [], "it was made, and is entered afterwards");
        let ends_before = [("until".to_owned(), "error-tour-plan-days")];
        assert_eq!(faults("2015-05-22", "2015-05-20"), ends_before);
        let far = |field: &str| (field.to_owned(), "error-tour-plan-far");
        assert_eq!(faults("1990-11-25", "2015-06-03"), [far("from")]);
        assert_eq!(faults("2999-11-25", "2999-11-26"), [far("from"), far("until")]);
        let moved = parse_move("1900-01-01", "the bridge was closed", today).unwrap_err();
        assert_eq!(moved.at("day").unwrap().key, "error-tour-plan-far");
        assert!(parse_move("2015-05-30", "closed", today).unwrap_err().at("reason").is_some());
        assert!(parse_move("2015-05-30", "the bridge was closed", today).is_ok(), "told afterwards");
    }
}
