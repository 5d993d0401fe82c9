//! What makes a story one that can be told: its days in order, its units and posts there, its classes those of the pack.

use super::entries::{RoundTale, STORY, Story};
use earnest_app::AppError;
use earnest_app::units::unit_import::check_table;
use earnest_model::{Date, actor::Role, organisation::LANGUAGES, pack::Pack, units::unit::Table, zone::Zone};
use std::collections::BTreeSet;

/// A story with what it is held against.
pub(super) struct Checked<'s> {
    pub story: &'s Story,
    pub units: &'s Table,
    pub pack: &'s Pack,
}

impl Checked<'_> {
    /// All that is wrong with it.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if let Err(AppError::Import(told)) = check_table(self.units, &self.pack.tiers()) {
            faults.extend(told.iter().map(|fault| format!("units.csv: {fault}")));
        }
        let mut tell = |fault: String| faults.push(format!("{STORY}: {fault}"));
        self.general(&mut tell);
        self.people(&mut tell);
        self.named_units(&mut tell);
        self.rounds(&mut tell);
        self.later(&mut tell);
        faults
    }

    fn has_unit(&self, code: &str) -> bool {
        self.units.rows.iter().any(|row| row.code == code)
    }

    fn general(&self, tell: &mut impl FnMut(String)) {
        let story = self.story;
        if !LANGUAGES.contains(&story.language.as_str()) {
            tell(format!("language: `{}` is none of {}", story.language, LANGUAGES.join(", ")));
        }
        if let Err(fault) = Zone::parse(&story.zone) {
            tell(format!("zone: {fault}"));
        }
        if story.organisation.trim().is_empty() {
            tell("organisation: it has no name".to_owned());
        }
        for (what, title) in [("officer", &story.titles.officer), ("head", &story.titles.head)] {
            if !title.contains("{unit}") {
                tell(format!("titles.{what}: `{{unit}}` must stand in it, or titles can't be told apart"));
            }
        }
        let tale = &story.sessions;
        for (what, [least, most]) in
            [("minutes", tale.minutes), ("people", tale.people), ("interactions", tale.interactions)]
        {
            if least > most {
                tell(format!("sessions.{what}: {least} is more than {most}"));
            }
        }
        if story.ledger.measures[0] == 0 || story.ledger.measures[0] > story.ledger.measures[1] {
            tell("ledger.measures: from at least 1 to no less".to_owned());
        }
    }

    fn people(&self, tell: &mut impl FnMut(String)) {
        let story = self.story;
        let mut logins = BTreeSet::new();
        for person in &story.people {
            if Role::parse(&person.role).is_err() {
                tell(format!("people: `{}` is no role", person.role));
            }
            if !logins.insert(person.login.to_lowercase()) {
                tell(format!("people: the login `{}` stands there twice", person.login));
            }
        }
        for role in [Role::Office, Role::Assessor] {
            if !story.people.iter().any(|one| one.role == role.key() && one.unit == story.organiser) {
                tell(format!("people: the organiser has nobody with the role `{}`", role.key()));
            }
        }
    }

    fn named_units(&self, tell: &mut impl FnMut(String)) {
        let story = self.story;
        let people = story.people.iter().map(|person| ("people", &person.unit));
        let visit = story.visit.iter().flat_map(|visit| &visit.units).map(|code| ("visit.units", code));
        let own = [("organiser", &story.organiser)].into_iter();
        for (what, code) in own.chain(people).chain(visit) {
            if !self.has_unit(code) {
                tell(format!("{what}: units.csv has no unit `{code}`"));
            }
        }
        let direct = |code: &str| {
            self.units.rows.iter().any(|row| row.code == code && row.parent_code == story.organiser)
        };
        let slow = story.duties.slow.iter();
        let rounds = story.rounds.iter();
        let told = rounds
            .flat_map(|round| [&round.returned, &round.remarked, &round.unread, &round.owing])
            .flatten();
        for code in slow.chain(told).filter(|code| !direct(code)) {
            tell(format!("`{code}` does not stand directly beneath the organiser"));
        }
    }

    fn rounds(&self, tell: &mut impl FnMut(String)) {
        let story = self.story;
        let topics = self.pack.topics.len();
        if story.rounds.is_empty() || story.rounds.len() > topics {
            tell(format!("rounds: one to {topics}, a topic of the pack each"));
        }
        let mut before = story.duties.on;
        for (number, round) in (1..).zip(&story.rounds) {
            let what = format!("rounds, {number}");
            if round.opens < before || round.plans_due < round.opens || round.ends < round.plans_due {
                tell(format!("{what}: its days are not in order"));
            }
            before = round.opens;
            self.stages(round, &what, tell);
            if round.listened == 0 {
                tell(format!("{what}: `listened` is at least 1"));
            }
            for class in round.draw.iter().flat_map(|draw| &draw.classes) {
                if !self.pack.spot_check_classes.contains(class) {
                    tell(format!("{what}: the pack does not draw from `{class}`"));
                }
            }
        }
    }

    /// What happens in a round happens in order, and by today.
    fn stages(&self, round: &RoundTale, what: &str, tell: &mut impl FnMut(String)) {
        let rating = round.rating.as_ref();
        let stages = [
            ("plans", round.plans),
            ("sessions", round.sessions),
            ("draw", round.draw.as_ref().map(|draw| draw.on)),
            ("rating", rating.map(|rating| rating.on)),
            ("rating.published", rating.map(|rating| rating.published)),
        ];
        let mut last = Some(round.opens);
        for (stage, day) in stages {
            let Some(day) = day else {
                last = None;
                continue;
            };
            match last {
                None => tell(format!("{what}: `{stage}` without what comes before it")),
                Some(before) if day < before => tell(format!("{what}: `{stage}` comes too early")),
                Some(_) => {}
            }
            self.by_today(&format!("{what}: `{stage}`"), day, tell);
            last = Some(day);
        }
        if round.plans.is_some_and(|plans| plans > round.plans_due) {
            tell(format!("{what}: `plans` comes after `plans_due`"));
        }
        let waits = !(round.owing.is_empty() && round.unread.is_empty() && !round.sheets_owed);
        if rating.is_some_and(|rating| rating.published > round.ends) {
            tell(format!("{what}: its circular is published after it ends"));
        }
        if rating.is_some_and(|rating| rating.published <= rating.answer_by) {
            tell(format!("{what}: its circular is published before the check is over"));
        }
        let unseeded = round.draw.as_ref().is_some_and(|draw| draw.seed.is_none());
        if unseeded && rating.is_some() {
            tell(format!("{what}: rated, and its draw has no seed"));
        }
        if waits && round.draw.is_some() {
            tell(format!("{what}: something is owed, and its draw was made"));
        }
    }

    fn by_today(&self, what: &str, day: Date, tell: &mut impl FnMut(String)) {
        if day > self.story.today {
            tell(format!("{what} is after the day on which the story stands still"));
        }
    }

    fn later(&self, tell: &mut impl FnMut(String)) {
        let story = self.story;
        if story.duties.on < story.founded {
            tell("duties.on: before it was founded".to_owned());
        }
        self.by_today("ledger.worked_on", story.ledger.worked_on, tell);
        if let Some(look_back) = &story.look_back {
            self.by_today("look_back.looked", look_back.looked, tell);
            if look_back.on < story.ledger.worked_on || look_back.looked < look_back.on {
                tell("look_back: measures are closed first, then drawn, then looked at".to_owned());
            }
        }
        if let Some(visit) = &story.visit {
            let days = i64::try_from(visit.units.len()).unwrap_or_default().saturating_sub(1);
            self.by_today("visit.on", visit.on.saturating_add(jiff::Span::new().days(days)), tell);
            if visit.units.is_empty() {
                tell("visit.units: at least one".to_owned());
            }
        }
    }
}
