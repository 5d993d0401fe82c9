//! The organisation in which histories happen: a province, two prefectures and a county, each with rounds of its own. An act
//! that is refused changes nothing and is part of the history too.
#![expect(clippy::indexing_slicing, reason = "helpers of tests may break off")]

use super::history::Act;
use earnest_app::{
    assessing::{
        observer_assign::{Assign, assign_observer},
        sheet_submit::{Occasion, submit_sheet},
    },
    draws::{draw_freeze::Freeze, draw_replace::replace_check, draw_show::show_draw, draw_void::void_draw},
    plans::plan_review::{ReviewForm, review_plan},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
    sessions::seminar_record::{Record, record_seminar},
    visits::tour_record::record_tour,
};
use earnest_model::{
    Date,
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    id::{DrawId, ObservationId, PlanId, ProblemId, ProgrammeId, RoundId, SpotCheckId},
    plans::plan::PlanForm,
    sessions::seminar::SessionForm,
    text::{Line, Prose},
    visits::visit::{MeetingKind, NewInterview, NewMeeting, NewTour, NewVisit},
};
use earnest_testkit::unhindered::run_draw;
use earnest_testkit::unhindered::{freeze_frame, rate_round};
use earnest_testkit::{assessment::standard, plans::submit_signed, register::Register};
use std::collections::BTreeMap;

/// Who runs rounds.
pub const AREAS: [&str; 4] = ["P", "A", "B", "A1"];

/// The units directly beneath each, as far as something happens there.
const BENEATH: [&[&str]; 4] =
    [&["A", "B", "N", "G1"], &["A1", "A2", "AD1"], &["B1", "B2"], &["A1T1", "A1T2"]];

/// The classes that each draws from.
const CLASSES: [&[&str]; 4] = [
    &["county", "prefecture-department"],
    &["county", "prefecture-department"],
    &["county"],
    &["township", "county-department"],
];

/// Units that keep a ledger.
pub const LEDGERS: [&str; 5] = ["P", "A", "B", "A1", "A2"];

/// The programmes of the province: another one, set up before all others, and the one in whose rounds everything else happens.
pub const SIDE_BY_SIDE: [ProgrammeId; 2] = [ProgrammeId(1), ProgrammeId(2)];

/// Where tours lead to.
const VISITED: [&str; 4] = ["A", "A1", "A1T1V1", "B1"];

pub const ASPECTS: [&str; 2] = ["conduct", "order"];
const SEED: &str = "01382438112797316654";
pub const WHY: &str = "it says too little about what happened";

/// The register and what is known of it.
pub struct World {
    pub register: Register,
    actors: BTreeMap<(Role, &'static str, u8), Actor>,
    rounds: Vec<Vec<RoundId>>,
    /// The round of the province's other programme.
    pub beside: Option<RoundId>,
    plans: Vec<(usize, PlanId)>,
    sent: Vec<(usize, ObservationId)>,
    draws: Vec<(usize, DrawId)>,
    checks: Vec<(usize, SpotCheckId)>,
    pub problems: Vec<(&'static str, ProblemId)>,
}

impl World {
    /// Sets the programmes up and opens their first two rounds.
    pub fn new(register: Register) -> Self {
        let mut world = Self {
            register,
            actors: BTreeMap::new(),
            rounds: Vec::new(),
            beside: None,
            plans: Vec::new(),
            sent: Vec::new(),
            draws: Vec::new(),
            checks: Vec::new(),
            problems: Vec::new(),
        };
        world.beside = world.begin("P", "beside", 1).first().copied();
        for area in AREAS {
            let rounds = world.begin(area, "test", 2);
            world.rounds.push(rounds);
        }
        world
    }

    /// Sets up a programme and opens its rounds.
    fn begin(&mut self, area: &'static str, key: &'static str, rounds: i32) -> Vec<RoundId> {
        let office = self.actor(Role::Office, area, 0);
        let day = self.register.today.get();
        let round =
            |number| PlanRound { number, topic: "topic", opens_on: day, plans_due_on: day, ends_on: day };
        let rounds = (1..=rounds).map(round).collect();
        let set_up = SetUp { organiser: area, key, title: "programme", goal: "goal", rounds };
        let (id, rounds) = set_up_programme(&self.register.context(&office), &set_up).unwrap();
        let office = office.in_programme(Some(id));
        let context = self.register.context(&office);
        publish_standard(&context, area, &standard()).unwrap();
        for round in &rounds {
            advance_round(&context, *round).unwrap();
        }
        rounds
    }

    /// One of two people with a role at a unit: whoever asks for something doesn't decide it.
    pub fn actor(&mut self, role: Role, unit: &'static str, which: u8) -> Actor {
        let key = (role, unit, which);
        if let Some(known) = self.actors.get(&key) {
            return known.clone();
        }
        let actor = self.register.actor(role, unit);
        self.actors.insert(key, actor.clone());
        actor
    }

    /// One day to three days later.
    pub fn next_day(&mut self, chance: u16) {
        let days = i64::from(chance % 3) + 1;
        let today = self.register.today.get();
        self.register.today.set(today.saturating_add(jiff::Span::new().days(days)));
    }

    /// A day that is today or up to four days before.
    pub fn day(&self, chance: u16) -> Date {
        let back = i64::from((chance >> 3) % 5);
        self.register
            .today
            .get()
            .saturating_sub(jiff::Span::new().days(back))
            .max(earnest_testkit::register::TODAY)
    }

    /// Does something; gives the organiser whose rounds and tours it is about.
    pub fn act(&mut self, act: &Act) -> Option<&'static str> {
        let area = usize::from(act.place) % AREAS.len();
        let chance = act.chance;
        let of_area = match act.what % 11 {
            1 => self.plan(area, chance),
            2 => self.review(chance),
            3 => self.observe(area, chance),
            4 => self.draw(area, chance),
            5 => self.change_draw(chance),
            6 => self.check(chance),
            7 if chance.is_multiple_of(2) => Some(self.session(area, chance)),
            7 => Some(self.tour(area, chance)),
            8 => self.find(chance),
            9 => self.gate(chance),
            _ => self.measure(chance),
        };
        of_area.and_then(|area| AREAS.get(area).copied())
    }

    pub fn round(&self, area: usize, chance: u16) -> RoundId {
        self.rounds[area][usize::from(chance % 2)]
    }

    fn plan(&mut self, area: usize, chance: u16) -> Option<usize> {
        let unit = BENEATH[area][usize::from(chance >> 1) % BENEATH[area].len()];
        let officer = self.actor(Role::UnitOfficer, unit, 0);
        let form = PlanForm { theme: "theme", session_on: "2015-06-20", sections: Vec::new() };
        let round = self.round(area, chance);
        let plan = submit_signed(&self.register, &officer, (round, unit), form, &[]);
        self.plans.extend(plan.ok().map(|plan| (area, plan)));
        Some(area)
    }

    fn review(&mut self, chance: u16) -> Option<usize> {
        let (area, plan) = *pick(&self.plans, chance)?;
        let assessor = self.actor(Role::Assessor, AREAS[area], 0);
        let form = match chance % 3 {
            0 => ReviewForm {
                plan,
                outcome: "return",
                missing: vec!["theme"],
                remarks: WHY,
                checklist: &["theme".to_owned()],
            },
            _ => ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &[] },
        };
        let _refused = review_plan(&self.register.context(&assessor), &form);
        Some(area)
    }

    fn observe(&mut self, area: usize, chance: u16) -> Option<usize> {
        if chance.is_multiple_of(3)
            && let Some((area, id)) = pick(&self.sent, chance).copied()
        {
            let assessor = self.actor(Role::Assessor, AREAS[area], 0);
            let today = self.register.today.get().to_string();
            let seen = SheetForm {
                heard_on: &today,
                marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "-")],
                reasons: vec![("cases", "the session dealt with no case")],
                ..SheetForm::default()
            };
            let _refused = submit_sheet(&self.register.context(&assessor), Occasion::Observation(id), &seen);
            return Some(area);
        }
        let assessor = self.actor(Role::Assessor, AREAS[area], 0).account().unwrap();
        let office = self.actor(Role::Office, AREAS[area], 0);
        let unit = BENEATH[area][usize::from(chance >> 1) % BENEATH[area].len()];
        let assign = Assign { round: self.round(area, chance), unit, assessor, session_on: "2015-06-20" };
        let sent = assign_observer(&self.register.context(&office), &assign);
        self.sent.extend(sent.ok().map(|id| (area, id)));
        if chance.is_multiple_of(7) {
            let _refused = rate_round(&self.register.context(&office), assign.round);
        }
        Some(area)
    }

    fn draw(&mut self, area: usize, chance: u16) -> Option<usize> {
        let office = self.actor(Role::Office, AREAS[area], 0);
        let context = self.register.context(&office);
        let classes: Vec<_> = CLASSES[area].iter().map(|class| (*class).to_owned()).collect();
        let round = self.round(area, chance);
        let Ok(draw) = freeze_frame(&context, &Freeze { round, rate: "40%", classes: &classes }) else {
            return Some(area);
        };
        self.draws.push((area, draw));
        if run_draw(&context, draw, &format!("{SEED}{draw}")).is_ok() {
            let shown = show_draw(&context, draw).unwrap();
            let checks = shown.classes.iter().flat_map(|class| &class.units);
            self.checks.extend(checks.map(|unit| (area, unit.id)));
        }
        Some(area)
    }

    fn change_draw(&mut self, chance: u16) -> Option<usize> {
        if chance.is_multiple_of(5) {
            let (area, draw) = *pick(&self.draws, chance)?;
            let office = self.actor(Role::Office, AREAS[area], 0);
            let _refused = void_draw(&self.register.context(&office), draw, "the seed was known before");
            return Some(area);
        }
        let (area, check) = *pick(&self.checks, chance)?;
        let office = self.actor(Role::Office, AREAS[area], 0);
        let new = replace_check(&self.register.context(&office), check, "flooded in June");
        self.checks.extend(new.ok().map(|id| (area, id)));
        Some(area)
    }

    fn check(&mut self, chance: u16) -> Option<usize> {
        let (area, check) = *pick(&self.checks, chance)?;
        let assessor = self.actor(Role::Assessor, AREAS[area], 0);
        let marks = SheetForm { marks: vec![("in-time", "9"), ("specific", "24")], ..SheetForm::default() };
        let _refused = submit_sheet(&self.register.context(&assessor), Occasion::SpotCheck(check), &marks);
        Some(area)
    }

    fn session(&mut self, area: usize, chance: u16) -> usize {
        let unit = BENEATH[area][usize::from(chance >> 2) % BENEATH[area].len()];
        let officer = self.actor(Role::UnitOfficer, unit, 0);
        let held_on = self.day(chance).to_string();
        let form = SessionForm {
            kind: "seminar",
            held_on: &held_on,
            minutes: "120",
            present: "9",
            expected: "9",
            ..SessionForm::default()
        };
        let round = (!chance.is_multiple_of(3)).then(|| self.round(area, chance >> 1));
        let _refused = record_seminar(&self.register.context(&officer), &Record { unit, round, form });
        area
    }

    fn tour(&mut self, area: usize, chance: u16) -> usize {
        let line = |text: &str| Line::parse(text).unwrap();
        let unit = VISITED[usize::from(chance >> 2) % VISITED.len()];
        let visited_on = self.day(chance);
        let person = |key: &str| NewInterview { person: Some(line(key)), role: line("villager"), note: None };
        let visit = NewVisit {
            unit: unit.to_owned(),
            visited_on,
            purposes: vec![line("supervision")],
            summary: Prose::parse("a list is there").unwrap(),
            meetings: vec![NewMeeting {
                kind: MeetingKind::OpenAir,
                participants: 9,
                counted: Vec::new(),
                tiers: Some(line("village")),
            }],
            interviews: vec![person("a"), person("a"), person("b")],
            items: Vec::new(),
        };
        let tour = NewTour {
            leader: line("team"),
            purpose: line("supervision"),
            from: visited_on,
            until: visited_on,
            visits: vec![visit],
        };
        let office = self.actor(Role::Office, AREAS[area], 0);
        let _refused = record_tour(&self.register.context(&office), AREAS[area], &tour);
        area
    }
}

pub fn pick<T>(list: &[T], chance: u16) -> Option<&T> {
    list.get(usize::from(chance) % list.len().max(1))
}
