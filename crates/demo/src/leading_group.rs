//! The organiser's own leading group takes part in its own rounds: its plan, its session, and the sheets of those whom the lot
//! sent to hear it from the tiers beneath.

use super::{Demo, chance::Chance, own_round::OwnRound, own_round::OwnUnit, truth};
use crate::story::RoundTale;
use earnest_app::{
    AppError, Result,
    assessing::leaders_hear::{Draw, hear_leaders},
};
use earnest_model::{
    actor::{Actor, Role},
    id::{AccountId, ObservationId, RoundId},
    permit::{ReadDesk, decide},
    programmes::standard::SheetKind,
};
use earnest_store::Occasion;
use jiff::civil::Date;

/// The seeds of the lots, thrown in public, round by round.
const SEEDS: [&str; 4] =
    ["57721566490153286060", "69314718055994530941", "11447298858494001741", "22459157718361045473"];

/// From how many of the units beneath assessors come who may be drawn.
const HEARERS: usize = 3;

impl Demo<'_> {
    /// Whether the pack's standard has the leading group take part.
    fn leaders_take_part(&self) -> bool {
        self.pack.standard.as_ref().is_some_and(|standard| standard.leading_group.is_some())
    }

    /// The organiser's own people, who write and sign for its leading group. What it speaks of is what its units speak of.
    fn leaders_of(&mut self, own: &OwnRound) -> Result<OwnUnit> {
        let (code, class) =
            (own.organiser.clone(), own.units.first().map(|unit| unit.class.clone()).unwrap_or_default());
        let (officer, head) = match (&self.people.province_officer, &self.people.province_head) {
            (Some(officer), Some(head)) if code == self.scene.top => (officer.clone(), head.clone()),
            _ => (self.holder(&code, Role::UnitOfficer)?, self.holder(&code, Role::UnitHead)?),
        };
        Ok(OwnUnit { code, class, officer, head })
    }

    /// Its plan, before all others.
    pub(super) fn leaders_plan(&mut self, own: &OwnRound) -> Result<()> {
        if !self.leaders_take_part() {
            return Ok(());
        }
        // Chance of its own: whatever else the story tells stays as it is.
        let story = std::mem::replace(&mut self.chance, Chance::new(9_311 + own.number as u64));
        let leaders = self.leaders_of(own)?;
        let plan = self.own_plan(own, &leaders)?;
        let reviewer = own.superior.as_ref().unwrap_or(&own.office).clone();
        self.approve(&reviewer, plan)?;
        self.chance = story;
        Ok(())
    }

    /// Its session, and who heard it.
    pub(super) fn leaders_session(&mut self, own: &OwnRound) -> Result<()> {
        if !self.leaders_take_part() {
            return Ok(());
        }
        let story = std::mem::replace(&mut self.chance, Chance::new(9_411 + own.number as u64));
        let day = own.told.sessions.unwrap_or(self.day).to_string();
        let leaders = self.leaders_of(own)?;
        self.own_session(own, &leaders, &day)?;
        let hearers = self.hearers(own)?;
        let seed = SEEDS.get(own.number % SEEDS.len()).copied().unwrap_or_default();
        let seed = &self.scene.branch.digits(seed);
        let request = Draw { round: own.round, each: 1, seed, session_on: &day };
        hear_leaders(&self.context(&own.office), &request)?;
        self.tick();
        for (place, account) in hearers.into_iter().enumerate() {
            for (actor, sheet) in self.leaders_sheets(account, &own.organiser)? {
                let occasion = Occasion::Observation(sheet);
                let quality = truth::of_session(own.number);
                self.sheet_by((place, &actor), occasion, SheetKind::Observation, quality)?;
            }
        }
        self.chance = story;
        Ok(())
    }

    /// Assessors of the tiers beneath, in posts that are opened where nobody holds them.
    fn hearers(&mut self, own: &OwnRound) -> Result<Vec<AccountId>> {
        let codes: Vec<String> = own.units.iter().take(HEARERS).map(|unit| unit.code.clone()).collect();
        let mut found = Vec::new();
        for code in codes {
            let login = format!("hearer.{code}");
            if self.store.snapshot()?.reader().credentials(&login)?.is_none() {
                let title = self.scene.title(Role::Assessor, &code);
                self.open(&login, &title, Role::Assessor, &code)?;
            }
            found.push(self.account(&login)?.0);
        }
        // Whoever else is an assessor beneath can be drawn, too.
        let others = ["5201", "5204", "520111"].map(|code| format!("assessor.{}", self.at(code)));
        for login in std::iter::once(self.scene.branch.login("joint-assessor")).chain(others) {
            if self.store.snapshot()?.reader().credentials(&login)?.is_some() {
                found.push(self.account(&login)?.0);
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// What an account owes on the leading group of an organiser; the actor as it stands since it was sent.
    fn leaders_sheets(&self, account: AccountId, organiser: &str) -> Result<Vec<(Actor, ObservationId)>> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let actor = reader.actor(account)?.ok_or(AppError::NotFound)?;
        let root = reader.locate(&self.scene.top)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadDesk>(&actor, root, self.day)?;
        let owed = reader.owed_sheets(&permit, 100)?;
        let here = owed.into_iter().filter(|sheet| sheet.code == organiser);
        Ok(here.map(|sheet| (actor.clone(), sheet.id)).collect())
    }

    /// A round of the province as the tellers of its leading group need it.
    pub(super) fn province_round(&self, number: usize, sessions: Date) -> Result<OwnRound> {
        let round: RoundId = *self.rounds.get(number - 1).ok_or(AppError::NotFound)?;
        let told = RoundTale {
            opens: self.day,
            plans_due: sessions,
            ends: sessions,
            plans: None,
            sessions: Some(sessions),
            draw: None,
            rating: None,
            listened: 1,
            returned: Vec::new(),
            remarked: Vec::new(),
            unread: Vec::new(),
            owing: Vec::new(),
            sheets_owed: false,
        };
        let unit = |unit: &super::Subordinate| OwnUnit {
            code: unit.code.clone(),
            class: unit.class.clone(),
            officer: unit.officer.clone(),
            head: unit.head.clone(),
        };
        Ok(OwnRound {
            number,
            told,
            sessions: super::tiers::sessions(),
            first: number == 1,
            organiser: self.scene.top.clone(),
            superior: None,
            office: self.office()?.clone(),
            assessors: Vec::new(),
            round,
            units: self.subordinates.iter().take(HEARERS).map(unit).collect(),
        })
    }
}
