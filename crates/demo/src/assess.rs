//! Sessions, sheets, draws, ratings and circulars of the demonstration.

use super::{Demo, SLOW, chance::Chance, truth};
use earnest_app::{
    AppError, Result,
    assessing::{
        observer_assign::{Assign, assign_observer},
        round_rate::rate_round,
        second_marks_draw::draw_second_marks,
        sheet_submit::submit_sheet,
    },
    circulars::circular_acknowledge::acknowledge_circular,
    draws::{
        draw_freeze::{Freeze, freeze_frame},
        draw_run::run_draw,
    },
    sessions::seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::Actor,
    assessing::sheet::SheetForm,
    draws::draw_record::Thrown,
    id::{AccountId, DrawId, RoundId, SpotCheckId},
    permit::{ReadDesk, ReadPublished, decide, decide_on},
    programmes::standard::{SheetKind, plain_share},
    sessions::seminar::{PARTS, SessionForm, SpeechForm},
};
use earnest_store::{DrawnUnit, Occasion};

/// The seeds that were thrown in public.
const SEEDS: [&str; 2] = ["31415926535897932384", "27182818284590452353"];

/// Those of the lots by which materials are marked twice.
const SECOND_SEEDS: [&str; 2] = ["16180339887498948482", "14142135623730950488"];

impl Demo<'_> {
    /// Every direct subordinate holds its session and is listened to; in the third round some are still to come.
    pub(super) fn hold_seminars(&mut self, number: usize) -> Result<()> {
        let held = self.after_opening(number, 34);
        self.on(held);
        let leaders = self.province_round(number, held)?;
        self.leaders_session(&leaders)?;
        let round = *self.rounds.get(number - 1).ok_or(AppError::NotFound)?;
        let code = self.at(SLOW);
        for place in 0..self.subordinates.len() {
            let slow = self.subordinates.get(place).is_some_and(|unit| unit.code == code);
            if number == 3 && slow {
                continue; // its plan is not approved
            }
            let to_come = number == 3 && place % 7 == 6;
            if !to_come {
                self.session(round, place)?;
            }
            self.observe(number, round, place, to_come)?;
        }
        Ok(())
    }

    fn session(&mut self, round: RoundId, place: usize) -> Result<()> {
        let expected = 9 + self.chance.below(6);
        let present = expected - self.chance.below(2);
        let (expected, present) = (expected.to_string(), present.to_string());
        let minutes = (180 + self.chance.below(5) * 15).to_string();
        let interactions = (4 + self.chance.below(12)).to_string();
        let day = self.day.to_string();
        let mut about = self.about(place);
        // The chief speaks first.
        let mut posts = vec!["主要负责人".to_owned()];
        let class = self.subordinates.get(place).map_or("", |unit| &unit.class);
        let others = self.texts.pool(class, "post").to_vec();
        let start = self.chance.below(others.len());
        posts.extend(others.iter().cycle().skip(start).take(5).cloned());
        let positive = self.pick_about(|texts| &texts.seminars.positive, &mut about);
        let negative = self.pick_about(|texts| &texts.seminars.negative, &mut about);
        let consensus = self.pick_about(|texts| &texts.seminars.consensus, &mut about);
        let counts: Vec<_> = posts.iter().map(|_| (1 + self.chance.below(3)).to_string()).collect();
        let speeches = posts
            .iter()
            .zip(&counts)
            .map(|(post, count)| SpeechForm {
                post: post.as_str().into(),
                parts: PARTS.to_vec(),
                engagement: ["yes", "yes", if count == "1" { "no" } else { "yes" }],
                instances: count,
                measures: count,
                ..SpeechForm::default()
            })
            .collect();
        let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
        let form = SessionForm {
            kind: "seminar",
            held_on: &day,
            minutes: &minutes,
            present: &present,
            expected: &expected,
            interactions: &interactions,
            consensus: &consensus,
            speeches,
            cases: vec![(&positive, "positive"), (&negative, "negative")],
            ..SessionForm::default()
        };
        record_seminar(&self.context(&unit.officer), &Record { unit: &unit.code, round: Some(round), form })?;
        self.tick();
        Ok(())
    }

    /// Two people listen in at the prefectures and the new area, one elsewhere; in the third round a few sheets are owed.
    fn observe(&mut self, number: usize, round: RoundId, place: usize, to_come: bool) -> Result<()> {
        let observers = if place < 10 { 2 } else { 1 };
        // In turn, so that everybody listens about equally often and nobody always at the same units.
        let first = place + number * 5;
        let day = self.after_opening(number, if to_come { 73 } else { 34 }).to_string();
        for seat in 0..observers {
            let who = first + seat * 5;
            let (account, _) = *self.assessor(who)?;
            let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
            let assign = Assign { round, unit: &unit.code, assessor: account, session_on: &day };
            let id = assign_observer(&self.context(self.office()?), &assign)?;
            self.tick();
            // The first assessor is the one who signs in: some sheets of the present round are left for them.
            let owed = to_come || (number == 3 && who.is_multiple_of(12));
            if !owed {
                let quality = truth::of_session(place);
                self.sheet(Occasion::Observation(id), SheetKind::Observation, who, quality)?;
            }
        }
        Ok(())
    }

    fn sheet(&mut self, occasion: Occasion, kind: SheetKind, who: usize, quality: i64) -> Result<()> {
        let (_, actor) = self.assessor(who)?.clone();
        self.sheet_by((who, &actor), occasion, kind, quality)
    }

    /// A sheet of the assessor at a place: how severe somebody is goes by the place.
    pub(super) fn sheet_by(
        &mut self,
        (who, actor): (usize, &Actor),
        occasion: Occasion,
        kind: SheetKind,
        quality: i64,
    ) -> Result<()> {
        let standard = self.pack.standard.as_ref().ok_or(AppError::NotFound)?;
        let items: Vec<_> = standard.items_on(kind).map(|item| (item.key.clone(), item.points)).collect();
        let severity = truth::SEVERITY.get(who % truth::SEVERITY.len()).copied().unwrap_or_default();
        let mut marks = Vec::new();
        for (key, points) in items {
            let noise = self.chance.below(17) as i64 - 8;
            let hundredths = (quality + severity + noise).clamp(20, 100);
            let whole = i64::try_from(points.numerator() / points.denominator()).unwrap_or_default();
            // Half points, rounded to the nearest.
            marks.push((key, format!("{}/2", (whole * 2 * hundredths + 50) / 100)));
        }
        let remarks = self.pick(|texts| match kind {
            SheetKind::Observation => texts.sheets.observation.of(quality),
            SheetKind::Materials => texts.sheets.materials.of(quality),
        });
        let minutes = 9 + (who as i64 * 5 + quality) % 22;
        let opened = self.now().checked_sub(jiff::SignedDuration::from_mins(minutes)).unwrap_or(self.now());
        let opened = opened.to_string();
        let form = SheetForm {
            marks: marks.iter().map(|(key, mark)| (key.as_str(), mark.as_str())).collect(),
            remarks: &remarks,
            opened: &opened,
            ..SheetForm::default()
        };
        submit_sheet(&self.context(actor), occasion, &form)?;
        self.tick();
        Ok(())
    }

    /// The share that a draw takes: what the pack's standard asks for at least.
    pub(super) fn rate_of_draw(&self) -> Result<String> {
        let standard = self.pack.standard.as_ref().ok_or(AppError::NotFound)?;
        Ok(plain_share(standard.least_drawn()))
    }

    /// The frame is frozen, the seed is thrown, the materials of what was drawn are assessed.
    pub(super) fn draw(&mut self, number: usize) -> Result<()> {
        self.on(self.after_opening(number, 46));
        let round = *self.rounds.get(number - 1).ok_or(AppError::NotFound)?;
        let rate = self.rate_of_draw()?;
        let request = Freeze { round, rate: &rate, classes: &self.pack.spot_check_classes };
        let id = freeze_frame(&self.context(self.office()?), &request)?;
        self.tick();
        let seed = self.scene.branch.digits(SEEDS.get(number - 1).copied().unwrap_or_default());
        run_draw(
            &self.context(self.office()?),
            id,
            &Thrown { digits: &seed, origin: crate::province::THROWN },
        )?;
        self.tick();
        let drawn = self.drawn(id)?;
        for unit in &drawn {
            let who = self.chance.below(12);
            let quality = truth::of_materials(unit.id);
            self.sheet(Occasion::SpotCheck(unit.id), SheetKind::Materials, who, quality)?;
        }
        self.second_marks(number, round, &drawn)?;
        self.recount(number, round, &drawn)
    }

    /// A fifth is marked a second time, and a third time where the two are far apart.
    fn second_marks(&mut self, number: usize, round: RoundId, drawn: &[DrawnUnit]) -> Result<()> {
        // Chance of its own: whatever else the story tells stays as it is.
        let story = std::mem::replace(&mut self.chance, Chance::new(7_117 + number as u64));
        let seed = SECOND_SEEDS.get(number - 1).copied().unwrap_or_default();
        let seed = self.scene.branch.digits(seed);
        draw_second_marks(&self.context(self.office()?), round, &seed)?;
        self.tick();
        // The second sheets may ask for third ones.
        for _ in 0..2 {
            for who in 0..12 {
                let (account, _) = *self.assessor(who)?;
                for check in self.second_sheets(account)? {
                    let Some(unit) = drawn.iter().find(|unit| unit.id == check) else { continue };
                    let quality = truth::of_materials(unit.id);
                    self.sheet(Occasion::SpotCheck(check), SheetKind::Materials, who, quality)?;
                }
            }
        }
        self.chance = story;
        Ok(())
    }

    fn second_sheets(&self, account: AccountId) -> Result<Vec<SpotCheckId>> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let root = reader.locate(&self.scene.top)?.ok_or(AppError::NotFound)?;
        let actor = reader.actor(account)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadDesk>(&actor, root, self.day)?;
        let owed = reader.second_sheets_owed(&permit, i64::MAX)?;
        Ok(owed.first.into_iter().map(|line| SpotCheckId(line.id)).collect())
    }

    pub(super) fn drawn(&self, id: DrawId) -> Result<Vec<DrawnUnit>> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let draw = reader.at(id)?.ok_or(AppError::NotFound)?;
        Ok(reader.drawn_units(&decide_on::<ReadPublished, _>(&Actor::PUBLIC, draw, self.day)?)?)
    }

    /// All units with a sheet are rated, and the result is published; most recipients confirm it.
    pub(super) fn rate_and_tell(&mut self, number: usize) -> Result<()> {
        self.on(self.after_opening(number, 49));
        let round = *self.rounds.get(number - 1).ok_or(AppError::NotFound)?;
        rate_round(&self.context(self.office()?), round)?;
        self.tick();
        let circular = self.circular(number, round)?;
        for place in 0..self.subordinates.len() {
            let waits =
                self.subordinates.get(place).is_some_and(|unit| unit.code == self.at(SLOW)) && number == 2;
            if !waits && !self.chance.one_in(1, 12) {
                let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
                acknowledge_circular(&self.context(&unit.officer), circular, &unit.code)?;
                self.tick();
            }
        }
        Ok(())
    }
}
