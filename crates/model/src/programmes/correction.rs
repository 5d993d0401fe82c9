//! The correction of a programme: what it says, and its rounds that are still to come.

use super::{
    life::Life,
    programme::{Above, PlannedRound, ProgrammeForm, out_of_order, parse_calendar},
};
use crate::{
    message::{FieldErrors, Message},
    text::{Line, Prose},
};

/// What is corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Title and goal, where they may be corrected.
    pub name: Option<(Line, Prose)>,
    /// Rounds that stay, with their place from 0.
    pub kept: Vec<(usize, PlannedRound)>,
    /// Rounds that come after the last one.
    pub added: Vec<PlannedRound>,
    /// The places of rounds that are taken off, the last ones.
    pub dropped: Vec<usize>,
}

/// Parses it; fields are named as in [`parse_programme`](super::programme::parse_programme). A round that began counts as it is,
/// whatever was sent of it; blank ones at the end are taken off.
pub fn parse_correction(
    form: &ProgrammeForm<'_>,
    life: Life<'_>,
    above: Above<'_>,
) -> Result<Correction, FieldErrors> {
    let mut errors = FieldErrors::new();
    let open: Vec<usize> = life.correctable().collect();
    let is_fixed = |place: usize| place < life.rounds.len() && !open.contains(&place);
    let said = |place: usize| form.rounds.get(place).is_some_and(|round| !round.is_blank());
    let most = life.rounds.len().max(form.rounds.len());
    let filled = (0..most).rposition(|place| is_fixed(place) || said(place)).map_or(0, |last| last + 1);
    let name = life.may_be_renamed().is_ok().then(|| {
        let title = errors.take("title", Line::parse(form.title));
        (title, errors.take("goal", Prose::parse(form.goal)))
    });
    let (mut kept, mut added, mut opens) = (Vec::new(), Vec::new(), Vec::new());
    for place in 0..filled.max(1) {
        if let Some(fixed) = life.rounds.get(place).filter(|_| is_fixed(place)) {
            opens.push((place, fixed.opens_on, false));
            continue;
        }
        let round = form.rounds.get(place).copied().unwrap_or_default();
        let topic = errors.take(&format!("{place}-topic"), Line::parse(round.topic));
        let calendar = parse_calendar(&round.calendar, above.at(place), &format!("{place}-"), &mut errors);
        opens.extend(calendar.map(|calendar| (place, calendar.opens_on, true)));
        let (Some(topic), Some(calendar)) = (topic, calendar) else { continue };
        let round = PlannedRound { topic, calendar };
        if place < life.rounds.len() { kept.push((place, round)) } else { added.push(round) }
    }
    for (place, why) in out_of_order(&opens) {
        errors.add(format!("{place}-opens_on"), why);
    }
    if filled < above.rounds.len() {
        let why = Message::new("error-programme-topics").with("count", above.rounds.len());
        errors.add(format!("{filled}-topic"), why);
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let name = name.and_then(|(title, goal)| Some((title?, goal?)));
    let dropped = open.into_iter().filter(|place| *place >= filled).collect();
    Ok(Correction { name, kept, added, dropped })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::{
        life::ProgrammeState,
        programme::{CalendarForm, RoundForm},
        round::{Round, RoundState, sample::round},
    };
    use jiff::civil::date;

    const NOTHING: Above<'static> = Above { rounds: &[], today: date(2015, 5, 4) };

    fn sent(topic: &str) -> RoundForm<'_> {
        let calendar =
            CalendarForm { opens_on: "2015-05-04", plans_due_on: "2015-05-20", ends_on: "2015-07-01" };
        RoundForm { topic, calendar }
    }

    fn parsed(rounds: &[Round], sent: Vec<RoundForm<'_>>) -> Result<Correction, FieldErrors> {
        let form = ProgrammeForm { title: "title", goal: "goal", rounds: sent };
        parse_correction(&form, Life { state: ProgrammeState::Running, rounds }, NOTHING)
    }

    #[test]
    fn rounds_to_come_are_corrected_added_and_taken_off_at_the_end_and_those_that_began_stay() {
        let rounds =
            [round(1, RoundState::Closed), round(2, RoundState::Planned), round(3, RoundState::Planned)];
        let shorter = parsed(&rounds, vec![sent("other"), sent("second")]).unwrap();
        assert_eq!(shorter.name, None, "a round began");
        assert_eq!(shorter.kept.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [1]);
        assert_eq!((shorter.dropped, shorter.added), (vec![2], vec![]));
        let longer = parsed(&rounds, ["", "b", "c", "d"].map(sent).to_vec()).unwrap();
        assert_eq!((longer.kept.len(), longer.added.len(), longer.dropped.len()), (2, 1, 0));
        let none = parsed(&rounds, Vec::new()).unwrap();
        assert_eq!(none.dropped, [1, 2]);
    }

    #[test]
    fn no_round_is_moved_in_front_of_the_one_before_it_whether_that_began_or_not() {
        let rounds =
            [round(1, RoundState::Planned), round(2, RoundState::Open), round(3, RoundState::Planned)];
        let opening = |opens_on| {
            let calendar = CalendarForm { opens_on, plans_due_on: "2015-06-20", ends_on: "2015-07-01" };
            RoundForm { topic: "topic", calendar }
        };
        let faults = |first, third| {
            let sent = vec![opening(first), RoundForm::default(), opening(third)];
            let errors = parsed(&rounds, sent).err().unwrap_or_default();
            errors.iter().map(|(field, why)| (field.to_owned(), why.key)).collect::<Vec<_>>()
        };
        assert_eq!(faults("2015-05-01", "2015-05-01"), []);
        let both =
            [("0-opens_on".to_owned(), "error-round-after"), ("2-opens_on".to_owned(), "error-round-before")];
        assert_eq!(faults("2015-05-02", "2015-04-30"), both);
    }

    #[test]
    fn a_hole_is_a_fault_and_so_is_a_programme_without_a_round() {
        let rounds = [round(1, RoundState::Planned), round(2, RoundState::Planned)];
        let hole = parsed(&rounds, vec![RoundForm::default(), sent("b")]).unwrap_err();
        assert!(hole.at("0-topic").is_some());
        assert!(parsed(&rounds, Vec::new()).unwrap_err().at("0-topic").is_some());
        assert!(parsed(&rounds, vec![sent("a")]).unwrap().name.is_some());
    }
}
