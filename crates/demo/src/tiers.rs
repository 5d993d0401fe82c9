//! Two prefectures and a county run a round of their own, as the province does: with a programme and a standard, plans,
//! sessions and observers, a draw, ratings and a circular. What they do is theirs: no figure of the province moves.

use super::{Demo, chance::Chance, texts::About, truth};
use earnest_app::{
    AppError, Result,
    assessing::{
        observer_assign::{Assign, assign_observer},
        round_rate::rate_round,
    },
    circulars::{
        circular_check_send::send_check, circular_draft::draft_circular, circular_publish::publish_circular,
    },
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
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
    sessions::seminar_record::{Record, record_seminar},
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::CircularForm,
    id::{AccountId, RoundId},
    permit::{ReadProgramme, decide},
    plans::plan::PlanForm,
    programmes::standard::SheetKind,
    sessions::seminar::{PARTS, SessionForm, SpeechForm},
};
use earnest_store::Occasion;
use jiff::civil::{Date, date};

/// A unit below the province that runs a round.
struct Tier {
    code: &'static str,
    /// The classes from which it draws.
    classes: &'static [&'static str],
    /// The seed that it threw in public.
    seed: &'static str,
}

const TIERS: [Tier; 3] = [
    Tier { code: "5201", classes: &["county", "prefecture-department"], seed: "14159265358979323846" },
    Tier { code: "5204", classes: &["county", "prefecture-department"], seed: "71828182845904523536" },
    Tier { code: "520111", classes: &["township", "county-department"], seed: "61803398874989484820" },
];

/// When it opens, plans are due, sessions are held, the lot is drawn, units are rated, the round ends.
const OPENS: Date = date(2015, 9, 7);
const PLANS: Date = date(2015, 9, 8);
const SESSIONS: Date = date(2015, 9, 9);
const DRAW: Date = date(2015, 9, 10);
const RATING: Date = date(2015, 9, 11);
const ENDS: Date = date(2015, 9, 30);

/// Every so many units one is listened to.
const LISTENED: usize = 4;

/// A round of a tier under way.
struct OwnRound {
    tier: &'static Tier,
    office: Actor,
    assessor: (AccountId, Actor),
    round: RoundId,
    units: Vec<OwnUnit>,
}

/// A unit directly beneath.
struct OwnUnit {
    code: String,
    class: String,
    officer: Actor,
    head: Actor,
}

impl Demo<'_> {
    /// All of it.
    pub(super) fn lower_tiers(&mut self) -> Result<()> {
        // Chance of its own: whatever else the story tells stays as it is.
        let story = std::mem::replace(&mut self.chance, Chance::new(5_201));
        self.on(OPENS);
        let mut rounds = Vec::new();
        for tier in &TIERS {
            rounds.push(self.open_own(tier)?);
        }
        self.on(PLANS);
        for own in &rounds {
            for unit in &own.units {
                self.own_plan(own, unit)?;
            }
        }
        self.on(SESSIONS);
        for own in &rounds {
            self.own_sessions(own)?;
        }
        self.on(DRAW);
        for own in &rounds {
            self.own_draw(own)?;
        }
        self.on(RATING);
        for own in &rounds {
            self.own_circular(own)?;
        }
        self.chance = story;
        Ok(())
    }

    fn open_own(&mut self, tier: &'static Tier) -> Result<OwnRound> {
        let office = self.post(Role::Office, tier.code, "office", "专题教育办公室")?.1;
        let assessor = self.post(Role::Assessor, tier.code, "assessor", "评估员")?;
        let topic = self.pack.topics.first().map(|topic| topic.name.zh_hans.clone()).unwrap_or_default();
        let round =
            PlanRound { number: 1, topic: &topic, opens_on: OPENS, plans_due_on: PLANS, ends_on: ENDS };
        let request = SetUp {
            organiser: tier.code,
            key: &self.pack.key,
            title: &self.pack.title.zh_hans,
            goal: &self.pack.goal.zh_hans,
            rounds: vec![round],
        };
        let (_, rounds) = set_up_programme(&self.context(&office), &request)?;
        self.tick();
        let standard = self.pack.standard.as_ref().ok_or(AppError::NotFound)?;
        publish_standard(&self.context(&office), tier.code, standard)?;
        self.tick();
        let round = *rounds.first().ok_or(AppError::NotFound)?;
        advance_round(&self.context(&office), round)?;
        self.tick();
        Ok(OwnRound { tier, office, assessor, round, units: self.own_units(tier)? })
    }

    fn own_units(&mut self, tier: &Tier) -> Result<Vec<OwnUnit>> {
        let children = {
            let mut snapshot = self.store.snapshot()?;
            let mut reader = snapshot.reader();
            let place = reader.locate(tier.code)?.ok_or(AppError::NotFound)?;
            let permit = decide::<ReadProgramme>(&Actor::Operator, place, self.day)?;
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

    /// Somebody of the tier, in a post that is opened if nobody holds it yet.
    fn post(&mut self, role: Role, code: &str, kind: &str, title: &str) -> Result<(AccountId, Actor)> {
        let login = format!("{kind}.{code}");
        self.open(&login, &format!("{title}（{code}）"), role, code)?;
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let (id, _) = reader.credentials(&login)?.ok_or(AppError::NotFound)?;
        Ok((id, reader.actor(id)?.ok_or(AppError::NotFound)?))
    }

    fn own_plan(&mut self, own: &OwnRound, unit: &OwnUnit) -> Result<()> {
        let keys = self.pack.checklist_keys();
        let checklist = self.pack.checklist();
        let mut about = About::class(&unit.class);
        let theme = self.pick_about(|texts| &texts.plans.theme, &mut about);
        let sections: Vec<_> = keys.iter().map(|key| self.section(2, key, &about)).collect();
        let day = SESSIONS.to_string();
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
        let form =
            ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &keys };
        review_plan(&self.context(&own.assessor.1), &form)?;
        self.tick();
        Ok(())
    }

    /// Every unit holds its session; some are listened to.
    fn own_sessions(&mut self, own: &OwnRound) -> Result<()> {
        let day = SESSIONS.to_string();
        for (place, unit) in own.units.iter().enumerate() {
            let consensus =
                self.pick_about(|texts| &texts.seminars.consensus, &mut About::class(&unit.class));
            let speech = |post| SpeechForm {
                post,
                parts: PARTS.to_vec(),
                engagement: ["yes"; 3],
                instances: "1",
                measures: "1",
                lessons: "",
                story: "",
            };
            let form = SessionForm {
                kind: "seminar",
                held_on: &day,
                minutes: "180",
                present: "9",
                expected: "9",
                interactions: "5",
                consensus: &consensus,
                speeches: vec![speech("主要负责人"), speech("分管领导")],
                ..SessionForm::default()
            };
            let record = Record { unit: &unit.code, round: Some(own.round), form };
            record_seminar(&self.context(&unit.officer), &record)?;
            self.tick();
            if place % LISTENED == 0 {
                let assign =
                    Assign { round: own.round, unit: &unit.code, assessor: own.assessor.0, session_on: &day };
                let id = assign_observer(&self.context(&own.office), &assign)?;
                self.tick();
                let quality = truth::of_session(place);
                let occasion = Occasion::Observation(id);
                self.sheet_of(&own.assessor.1, occasion, SheetKind::Observation, quality)?;
            }
        }
        Ok(())
    }

    fn own_draw(&mut self, own: &OwnRound) -> Result<()> {
        let classes: Vec<_> = own.tier.classes.iter().map(|class| (*class).to_owned()).collect();
        let request = Freeze { round: own.round, rate: "20%", classes: &classes };
        let id = freeze_frame(&self.context(&own.office), &request)?;
        self.tick();
        run_draw(&self.context(&own.office), id, own.tier.seed)?;
        self.tick();
        for unit in self.drawn(id)? {
            let quality = truth::of_materials(unit.id);
            let occasion = Occasion::SpotCheck(unit.id);
            self.sheet_of(&own.assessor.1, occasion, SheetKind::Materials, quality)?;
        }
        Ok(())
    }

    /// Who has a sheet is rated; the circular names nobody.
    fn own_circular(&mut self, own: &OwnRound) -> Result<()> {
        let office = self.context(&own.office);
        advance_round(&office, own.round)?;
        rate_round(&office, own.round)?;
        let due = date(2015, 10, 15).to_string();
        let form = CircularForm {
            title: "关于第1次专题学习研讨质量评估情况的通报",
            recipients: "所属各单位",
            grounds: "根据专题教育方案和评估标准，对本轮专题学习研讨进行了质量评估，现将情况通报如下。",
            went_well: vec![("", "各单位按时报送方案，研讨中领导班子成员均作了发言。")],
            problems: vec![("", "少数发言联系本单位实际不够，措施没有写明责任人和时限。")],
            requirements: vec![("对照通报逐项自查，把问题和措施列入台账。", due.as_str(), "all")],
            correction: "",
        };
        let draft = draft_circular(&office, own.round, &form)?;
        send_check(&office, draft, &date(2015, 9, 13).to_string())?;
        publish_circular(&office, draft)?;
        advance_round(&office, own.round)?;
        self.tick();
        Ok(())
    }
}
