//! A round of an organiser, step by step: plans, sessions and observers, a draw, ratings, a circular. The tiers of the
//! province and the stories of all other packs are told by it.

use super::{Demo, texts::About, truth};
use crate::story::{RoundTale, SessionTale};
use earnest_app::{
    AppError, Result,
    assessing::observer_assign::{Assign, assign_observer},
    assessing::round_rate::rate_round,
    draws::{
        draw_freeze::{Freeze, freeze_frame},
        draw_run::run_draw,
    },
    plans::{
        plan_keep::{Keep, keep_plan},
        plan_review::{ReviewForm, review_plan},
        plan_sign::{Sign, sign_plan},
        plan_submit::{Send, send_plan},
    },
    programmes::round_advance::advance_round,
    sessions::seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::{Actor, Role},
    draws::draw_record::Thrown,
    id::{AccountId, CircularDraftId, CircularId, PlanId, RoundId},
    permit::{ReadProgramme, decide},
    plans::plan::PlanForm,
    programmes::standard::SheetKind,
    sessions::seminar::{PARTS, SessionForm, SpeechForm},
};
use earnest_store::Occasion;

/// A round under way.
pub(crate) struct OwnRound {
    /// Its number, from 1.
    pub number: usize,
    pub told: RoundTale,
    pub sessions: SessionTale,
    /// The texts of plans are those of the first round.
    pub first: bool,
    /// Code of the organiser.
    pub organiser: String,
    /// Who reviews the plan of its leading group from above; its own office where nobody there would.
    pub superior: Option<Actor>,
    pub office: Actor,
    pub assessors: Vec<(AccountId, Actor)>,
    pub round: RoundId,
    pub units: Vec<OwnUnit>,
}

/// A unit directly beneath.
pub(crate) struct OwnUnit {
    pub code: String,
    pub class: String,
    pub officer: Actor,
    pub head: Actor,
}

impl OwnRound {
    fn assessor(&self, place: usize) -> Result<(usize, &(AccountId, Actor))> {
        let who = place % self.assessors.len().max(1);
        Ok((who, self.assessors.get(who).ok_or(AppError::NotFound)?))
    }

    /// Whether a unit's plan is not approved today.
    fn waits(&self, code: &str) -> bool {
        [&self.told.owing, &self.told.unread].into_iter().any(|codes| codes.iter().any(|one| one == code))
    }
}

impl Demo<'_> {
    /// The units directly beneath an organiser, with who keeps their records and who signs them.
    pub(super) fn own_units(&mut self, organiser: &str) -> Result<Vec<OwnUnit>> {
        let children = {
            let mut snapshot = self.store.snapshot()?;
            let mut reader = snapshot.reader();
            let place = reader.locate(organiser)?.ok_or(AppError::NotFound)?;
            let permit = decide::<ReadProgramme>(&crate::OPERATOR, place, self.day)?;
            reader.children(&permit, -1, 1_000)?
        };
        let mut units = Vec::new();
        for child in children {
            let (code, class) = (child.unit.code, child.unit.class);
            let officer = self.holder(&code, Role::UnitOfficer)?;
            let head = self.holder(&code, Role::UnitHead)?;
            units.push(OwnUnit { code, class, officer, head });
        }
        Ok(units)
    }

    /// Every plan that is there by today is sent and reviewed.
    pub(super) fn own_plans(&mut self, own: &OwnRound) -> Result<()> {
        self.leaders_plan(own)?;
        for (place, unit) in own.units.iter().enumerate() {
            if own.told.owing.contains(&unit.code) {
                continue;
            }
            if own.told.returned.contains(&unit.code) {
                let plan = self.own_plan(own, unit)?;
                self.own_review(own, (place, plan), "return")?;
            }
            let plan = self.own_plan(own, unit)?;
            if !own.told.unread.contains(&unit.code) {
                let remarked = own.told.remarked.contains(&unit.code);
                let outcome = if remarked { "approve-with-remarks" } else { "approve" };
                self.own_review(own, (place, plan), outcome)?;
            }
        }
        Ok(())
    }

    pub(super) fn own_plan(&mut self, own: &OwnRound, unit: &OwnUnit) -> Result<PlanId> {
        let keys = self.pack.checklist_keys();
        let checklist = self.pack.checklist();
        let mut about = About::class(&unit.class);
        let theme = self.pick_about(|texts| &texts.plans.theme, &mut about);
        let said = if own.first { 1 } else { 2 };
        let sections: Vec<_> = keys.iter().map(|key| self.section(said, key, &about)).collect();
        let week = own.told.plans_due.saturating_add(jiff::Span::new().days(7));
        let day = own.told.sessions.unwrap_or(week).to_string();
        let form = PlanForm {
            theme: &theme,
            session_on: &day,
            sections: keys.iter().map(String::as_str).zip(sections.iter().map(String::as_str)).collect(),
        };
        let (round, code) = (own.round, unit.code.as_str());
        let officer = self.context(&unit.officer);
        let revision = keep_plan(&officer, &Keep { round, unit: code, revision: "0", form })?;
        send_plan(&officer, &Send { round, unit: code, revision, checklist: &checklist })?;
        let signed = Sign { round, unit: code, checklist: &checklist };
        let plan = sign_plan(&self.context(&unit.head), &signed)?;
        self.tick();
        Ok(plan)
    }

    /// A plan is approved as it is.
    pub(super) fn approve(&mut self, reviewer: &Actor, plan: PlanId) -> Result<()> {
        let keys = self.pack.checklist_keys();
        let form =
            ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &keys };
        review_plan(&self.context(reviewer), &form)?;
        self.tick();
        Ok(())
    }

    fn own_review(&mut self, own: &OwnRound, (place, plan): (usize, PlanId), outcome: &str) -> Result<()> {
        let keys = self.pack.checklist_keys();
        let (remarks, missing) = match outcome {
            "return" => {
                (self.pick(|texts| &texts.plans.returns), keys.iter().take(1).map(String::as_str).collect())
            }
            "approve-with-remarks" => (self.pick(|texts| &texts.plans.remarks), Vec::new()),
            _ => (String::new(), Vec::new()),
        };
        let form = ReviewForm { plan, outcome, missing, remarks: &remarks, checklist: &keys };
        let (_, (_, assessor)) = own.assessor(place + own.number)?;
        review_plan(&self.context(assessor), &form)?;
        self.tick();
        Ok(())
    }

    /// Every unit whose plan is approved holds its session; some are listened to.
    pub(super) fn own_sessions(&mut self, own: &OwnRound) -> Result<()> {
        let day = own.told.sessions.unwrap_or(self.day).to_string();
        self.leaders_session(own)?;
        for (place, unit) in own.units.iter().enumerate().filter(|(_, unit)| !own.waits(&unit.code)) {
            self.own_session(own, unit, &day)?;
            if place % own.told.listened == 0 {
                let (who, (account, assessor)) = own.assessor(place / own.told.listened + own.number)?;
                let assign =
                    Assign { round: own.round, unit: &unit.code, assessor: *account, session_on: &day };
                let id = assign_observer(&self.context(&own.office), &assign)?;
                self.tick();
                if !(own.told.sheets_owed && who == 0) {
                    let (occasion, quality) = (Occasion::Observation(id), truth::of_session(place));
                    self.sheet_by((who, assessor), occasion, SheetKind::Observation, quality)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn own_session(&mut self, own: &OwnRound, unit: &OwnUnit, day: &str) -> Result<()> {
        let told = &own.sessions;
        let mut about = About::class(&unit.class);
        let consensus = self.pick_about(|texts| &texts.seminars.consensus, &mut about);
        let mut posts = vec![told.head.clone()];
        posts.extend(told.others.iter().cloned());
        if told.others.is_empty() {
            let pool = self.texts.pool(&unit.class, "post").to_vec();
            let start = self.chance.below(pool.len());
            posts.extend(pool.iter().cycle().skip(start).take(told.speakers.min(pool.len())).cloned());
        }
        let cases: Vec<_> = if told.cases {
            let positive = self.pick_about(|texts| &texts.seminars.positive, &mut about);
            let negative = self.pick_about(|texts| &texts.seminars.negative, &mut about);
            vec![(positive, "positive"), (negative, "negative")]
        } else {
            Vec::new()
        };
        let [minutes, expected, interactions] =
            [told.minutes, told.people, told.interactions].map(|[least, most]| self.between(least, most));
        let present = expected - if told.cases { self.chance.below(2) } else { 0 };
        let [minutes, expected, interactions, present] =
            [minutes, expected, interactions, present].map(|number| number.to_string());
        let speech = |post| SpeechForm {
            post,
            parts: PARTS.to_vec(),
            engagement: ["yes"; 3],
            instances: "1",
            measures: "1",
            ..SpeechForm::default()
        };
        let form = SessionForm {
            kind: "seminar",
            held_on: day,
            minutes: &minutes,
            present: &present,
            expected: &expected,
            interactions: &interactions,
            consensus: &consensus,
            speeches: posts.iter().map(|post| speech(post.as_str().into())).collect(),
            cases: cases.iter().map(|(title, kind)| (title.as_str(), *kind)).collect(),
            ..SessionForm::default()
        };
        let record = Record { unit: &unit.code, round: Some(own.round), form };
        record_seminar(&self.context(&unit.officer), &record)?;
        self.tick();
        Ok(())
    }

    /// A number from one to another, both included; where they are one, nothing is thrown.
    pub(super) fn between(&mut self, least: usize, most: usize) -> usize {
        if least >= most { least } else { least + self.chance.below(most - least + 1) }
    }

    /// The assessment begins: the frame is frozen, the seed is thrown, the materials of what was drawn are assessed.
    pub(super) fn own_draw(&mut self, own: &OwnRound) -> Result<()> {
        let Some(told) = &own.told.draw else { return Ok(()) };
        let classes = if told.classes.is_empty() { &self.pack.spot_check_classes } else { &told.classes };
        advance_round(&self.context(&own.office), own.round)?;
        self.tick();
        let request = Freeze { round: own.round, rate: &told.rate, classes };
        let id = freeze_frame(&self.context(&own.office), &request)?;
        self.tick();
        let Some(seed) = &told.seed else { return Ok(()) };
        let thrown = Thrown { digits: seed, origin: &told.origin };
        run_draw(&self.context(&own.office), id, &thrown)?;
        self.tick();
        for (place, unit) in self.drawn(id)?.into_iter().enumerate() {
            let (who, (_, assessor)) = own.assessor(place)?;
            let quality = truth::of_materials(unit.id);
            let occasion = Occasion::SpotCheck(unit.id);
            self.sheet_by((who, assessor), occasion, SheetKind::Materials, quality)?;
        }
        Ok(())
    }

    /// Who has a sheet is rated, the circular is checked by those it names, and published.
    pub(super) fn own_circular(&mut self, own: &OwnRound) -> Result<Option<CircularId>> {
        let draft = self.own_check(own)?;
        self.own_publish(own, draft)
    }

    /// Who has a sheet is rated, and the circular is sent to the check.
    pub(super) fn own_check(&mut self, own: &OwnRound) -> Result<Option<CircularDraftId>> {
        let Some(told) = &own.told.rating else { return Ok(None) };
        rate_round(&self.context(&own.office), own.round)?;
        Ok(Some(self.send_circular(own, told)?))
    }

    /// The circular that was checked is published, and the round goes on.
    pub(super) fn own_publish(
        &mut self,
        own: &OwnRound,
        draft: Option<CircularDraftId>,
    ) -> Result<Option<CircularId>> {
        let (Some(told), Some(draft)) = (&own.told.rating, draft) else { return Ok(None) };
        let id = self.publish_sent(own, told, draft)?;
        advance_round(&self.context(&own.office), own.round)?;
        self.tick();
        Ok(Some(id))
    }
}
