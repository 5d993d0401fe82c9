//! A story told from data: from the first unit to the day on which it stands still, day by day, through the use cases.

use super::{
    Demo, OPERATOR, Start, Subordinate,
    own_round::OwnRound,
    story::{Told, VisitTale},
};
use earnest_app::{
    AppError, Result,
    people::account_open::{OpenAccount, open_account},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
    units::unit_import::import_units,
    visits::tour_record::record_tour,
};
use earnest_model::{
    Date,
    actor::Role,
    text::{Line, Prose},
    visits::visit::{Left, MeetingKind, NewInterview, NewMeeting, NewTour, NewVisit, Reach},
};
use earnest_store::UnitMark;

/// What is said while the rounds are told.
const ROUNDS: [&str; 12] = [
    "round 1", "round 2", "round 3", "round 4", "round 5", "round 6", "round 7", "round 8", "round 9",
    "round 10", "round 11", "round 12",
];

/// Something that happens on a day; what happens on one day happens in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Happening {
    Opens(usize),
    Plans(usize),
    Sessions(usize),
    Draw(usize),
    Rating(usize),
    Closes(usize),
    Measures,
    LookBack,
    Visit,
}

/// All that happens by the day on which the story stands still, in order.
fn happenings(told: &Told) -> Vec<(Date, Happening)> {
    use Happening::{Closes, Draw, LookBack, Measures, Opens, Plans, Rating, Sessions, Visit};
    let story = &told.story;
    let mut all = Vec::new();
    for (place, round) in story.rounds.iter().enumerate() {
        all.push((round.opens, Opens(place)));
        all.extend(round.plans.map(|day| (day, Plans(place))));
        all.extend(round.sessions.map(|day| (day, Sessions(place))));
        all.extend(round.draw.as_ref().map(|draw| (draw.on, Draw(place))));
        all.extend(round.rating.as_ref().map(|rating| (rating.on, Rating(place))));
        all.extend(round.rating.as_ref().map(|_| (round.ends, Closes(place))));
    }
    all.push((story.ledger.worked_on, Measures));
    all.extend(story.look_back.as_ref().map(|look_back| (look_back.on, LookBack)));
    all.extend(story.visit.as_ref().map(|visit| (visit.on, Visit)));
    all.retain(|(day, _)| *day <= story.today);
    all.sort_unstable();
    all
}

impl Demo<'_> {
    /// Everything before the first round.
    pub(super) fn found_told(&mut self, told: &Told, start: Start<'_>) -> Result<()> {
        self.found(Some(Line::parse(&told.story.organisation)?), told.language)?;
        self.say("units");
        let mark = UnitMark { synthetic: true, opened: None };
        import_units(&self.context(&OPERATOR), told.units_file, &self.pack.tiers(), mark)?;
        self.say("people");
        self.open_people(told, start)?;
        self.say("programme");
        self.set_up_told(told)?;
        self.say("duties");
        self.lay_duties(&told.story.duties)
    }

    /// The rest of it.
    pub(super) fn tell(&mut self, told: &Told) -> Result<()> {
        let mut rounds = Vec::new();
        for (day, happening) in happenings(told) {
            self.on(day);
            self.happen(told, happening, &mut rounds)?;
        }
        self.hold(told.story.today)
    }

    fn happen(&mut self, told: &Told, what: Happening, rounds: &mut Vec<OwnRound>) -> Result<()> {
        let of = |rounds: &mut Vec<OwnRound>, place: usize| -> Result<OwnRound> {
            let at = rounds.iter().position(|own| own.number == place + 1).ok_or(AppError::NotFound)?;
            Ok(rounds.swap_remove(at))
        };
        match what {
            Happening::Opens(place) => {
                self.say(ROUNDS.get(place).copied().unwrap_or("rounds"));
                rounds.push(self.open_told(told, place)?);
                return Ok(());
            }
            Happening::Measures => {
                self.say("closures");
                return self.work_on_measures(told.story.ledger.worked_on);
            }
            Happening::LookBack => {
                self.say("look-back");
                return told.story.look_back.as_ref().map_or(Ok(()), |tale| self.look_back(tale));
            }
            Happening::Visit => {
                self.say("visits");
                return told.story.visit.as_ref().map_or(Ok(()), |tale| self.visit_told(tale));
            }
            Happening::Plans(place)
            | Happening::Sessions(place)
            | Happening::Draw(place)
            | Happening::Rating(place)
            | Happening::Closes(place) => {
                let own = of(rounds, place)?;
                self.go_on(told, what, &own)?;
                rounds.push(own);
            }
        }
        Ok(())
    }

    fn go_on(&mut self, told: &Told, what: Happening, own: &OwnRound) -> Result<()> {
        match what {
            Happening::Plans(_) => self.own_plans(own),
            Happening::Sessions(_) => {
                self.own_sessions(own)?;
                self.findings_told(told, own)
            }
            Happening::Draw(_) => self.own_draw(own),
            Happening::Rating(_) => match self.own_circular(own)? {
                Some(circular) => self.read_circular(own, circular),
                None => Ok(()),
            },
            Happening::Closes(_) => {
                advance_round(&self.context(&own.office), own.round)?;
                self.tick();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The people whose logins are shown, and an officer and a head of every unit beneath the organiser.
    fn open_people(&mut self, told: &Told, start: Start<'_>) -> Result<()> {
        for person in &told.story.people {
            let request = OpenAccount {
                login: &person.login,
                title: &person.title,
                password: Some(start.password),
                role: Role::parse(&person.role)?,
                unit: &person.unit,
                from: self.day,
                salt: start.salt,
            };
            open_account(&self.context(&OPERATOR), &request)?;
            self.tick();
        }
        let shown = |role: Role, unit: &str| {
            let mut people = told.story.people.iter();
            people.find(|one| one.role == role.key() && one.unit == unit).map(|one| one.login.clone())
        };
        for (code, class) in told.direct() {
            let mut actor = |role| match shown(role, code) {
                Some(login) => self.account(&login).map(|(_, actor)| actor),
                None => self.holder(code, role),
            };
            let (officer, head) = (actor(Role::UnitOfficer)?, actor(Role::UnitHead)?);
            let (code, class) = (code.to_owned(), class.to_owned());
            self.subordinates.push(Subordinate { code, class, officer, head });
        }
        let organiser = &told.story.organiser;
        for person in told.story.people.iter().filter(|person| person.unit == *organiser) {
            let found = self.account(&person.login)?;
            if person.role == Role::Office.key() && self.people.office.is_none() {
                self.people.office = Some(found.1);
            } else if person.role == Role::Assessor.key() {
                self.people.assessors.push(found);
            }
        }
        Ok(())
    }

    fn set_up_told(&mut self, told: &Told) -> Result<()> {
        let named = self.pack.topics.iter().map(|topic| topic.name.get(told.language));
        let rounds =
            (1..).zip(told.story.rounds.iter().zip(named)).map(|(number, (round, topic))| PlanRound {
                number,
                topic,
                opens_on: round.opens,
                plans_due_on: round.plans_due,
                ends_on: round.ends,
            });
        let request = SetUp {
            organiser: &told.story.organiser,
            key: &self.pack.key,
            title: self.pack.title.get(told.language),
            goal: self.pack.goal.get(told.language),
            rounds: rounds.collect(),
        };
        let office = self.office()?.clone();
        let (_, rounds) = set_up_programme(&self.context(&office), &request)?;
        self.rounds = rounds;
        self.tick();
        let standard = self.pack.standard.as_ref().ok_or(AppError::NotFound)?;
        publish_standard(&self.context(&office), &told.story.organiser, standard)?;
        self.tick();
        Ok(())
    }

    /// A round opens.
    pub(super) fn open_told(&mut self, told: &Told, place: usize) -> Result<OwnRound> {
        let round = *self.rounds.get(place).ok_or(AppError::NotFound)?;
        let office = self.office()?.clone();
        advance_round(&self.context(&office), round)?;
        self.tick();
        Ok(OwnRound {
            number: place + 1,
            told: told.story.rounds.get(place).cloned().ok_or(AppError::NotFound)?,
            sessions: told.story.sessions.clone(),
            first: place == 0,
            organiser: told.story.organiser.clone(),
            superior: None,
            office,
            assessors: self.people.assessors.clone(),
            round,
            units: self.own_units(&told.story.organiser)?,
        })
    }

    /// What the sessions of a round brought: the texts in turn, so that no unit says the same twice.
    fn findings_told(&mut self, told: &Told, own: &OwnRound) -> Result<()> {
        let tale = &told.story.ledger;
        for (place, unit) in own.units.iter().enumerate() {
            let held = !own.told.owing.contains(&unit.code) && !own.told.unread.contains(&unit.code);
            let first = place * 7 + (own.number - 1) * tale.problems;
            let mut drafts = Vec::new();
            for number in (0..tale.problems).filter(|_| held) {
                let measures = self.between(tale.measures[0], tale.measures[1]);
                drafts.push(self.draft_in_turn(&unit.class, first + number, measures));
            }
            self.report(&unit.code, [&unit.officer, &unit.head], Some(own.round), "seminar", &drafts)?;
        }
        Ok(())
    }

    /// Some units are gone to, one a day.
    fn visit_told(&mut self, tale: &VisitTale) -> Result<()> {
        let mut visits = Vec::new();
        for (place, unit) in (0..).zip(&tale.units) {
            let day = tale.on.saturating_add(jiff::Span::new().days(place));
            visits.push(self.visit_of(unit, day)?);
        }
        let until = visits.last().map_or(tale.on, |visit| visit.visited_on);
        let leader = Line::parse(&self.pick(|texts| &texts.visits.leaders))?;
        let purpose = Line::parse(&self.pick(|texts| &texts.visits.purposes))?;
        self.on(until);
        let made = NewTour { leader, purpose, from: tale.on, until, visits };
        record_tour(&self.context(self.office()?), &self.scene.top, &made)?;
        self.tick();
        Ok(())
    }

    fn visit_of(&mut self, unit: &str, day: Date) -> Result<NewVisit> {
        let role = self.pick(|texts| &texts.visits.roles);
        let meeting = NewMeeting {
            kind: MeetingKind::Forum,
            participants: 6 + i32::try_from(self.chance.below(9)).unwrap_or(0),
            counted: Vec::new(),
            tiers: Some(Line::parse(&self.pick(|texts| &texts.visits.tiers))?),
        };
        let due = day.saturating_add(jiff::Span::new().days(30));
        let items = vec![
            self.item(Left::Finding, |texts| &texts.visits.findings, Some(due))?,
            self.item(Left::Guidance(Reach::Unit), |texts| &texts.visits.guidance, None)?,
            self.item(Left::Support, |texts| &texts.visits.support, None)?,
        ];
        Ok(NewVisit {
            unit: unit.to_owned(),
            visited_on: day,
            purposes: vec![Line::parse(&self.pick(|texts| &texts.visits.purposes))?],
            summary: Prose::parse(&self.pick(|texts| &texts.visits.summary))?,
            meetings: vec![meeting],
            interviews: vec![NewInterview { person: None, role: Line::parse(&role)?, note: None }],
            items,
        })
    }
}
