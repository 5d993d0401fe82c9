//! Two prefectures and a county run a round of their own, as the province does: with a programme and a standard, plans,
//! sessions and observers, a draw, ratings and a circular. What they do is theirs: no figure of the province moves.

use super::{Demo, branch::Branch, chance::Chance, own_round::OwnRound};
use crate::story::{CircularTale, DrawTale, RatingTale, RoundTale, SessionTale};
use earnest_app::{
    AppError, Result,
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_publish::publish_standard,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::AccountId,
};
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
const CHECKED: Date = date(2015, 9, 13);
const PUBLISHED: Date = date(2015, 9, 14);
const ENDS: Date = date(2015, 9, 30);

/// Every so many units one is listened to.
const LISTENED: usize = 4;

impl Tier {
    fn round(&self, branch: Branch, rate: String) -> RoundTale {
        RoundTale {
            opens: OPENS,
            plans_due: PLANS,
            ends: ENDS,
            plans: Some(PLANS),
            sessions: Some(SESSIONS),
            draw: Some(DrawTale {
                on: DRAW,
                rate,
                seed: Some(branch.digits(self.seed)),
                origin: crate::province::THROWN.to_owned(),
                classes: self.classes.iter().map(|class| (*class).to_owned()).collect(),
            }),
            rating: Some(RatingTale {
                on: RATING,
                answer_by: CHECKED,
                published: PUBLISHED,
                circular: circular(),
            }),
            listened: LISTENED,
            returned: Vec::new(),
            remarked: Vec::new(),
            unread: Vec::new(),
            owing: Vec::new(),
            sheets_owed: false,
        }
    }
}

/// It names nobody.
fn circular() -> CircularTale {
    let one = |text: &str| vec![text.to_owned()];
    CircularTale {
        title: "关于第1次专题学习研讨质量评估情况的通报".to_owned(),
        recipients: "所属各单位".to_owned(),
        grounds: "根据专题教育方案和评估标准，对本轮专题学习研讨进行了质量评估，现将情况通报如下。"
            .to_owned(),
        went_well: one("各单位按时报送方案，研讨中领导班子成员均作了发言。"),
        problems: one("少数发言联系本单位实际不够，措施没有写明责任人和时限。"),
        requirements: one("对照通报逐项自查，把问题和措施列入台账。"),
        due: date(2015, 10, 15),
        reply: None,
    }
}

/// How the sessions of leading groups of lower tiers go.
pub(super) fn sessions() -> SessionTale {
    SessionTale {
        head: "主要负责人".to_owned(),
        others: vec!["分管领导".to_owned()],
        speakers: 0,
        minutes: [180, 180],
        people: [9, 9],
        interactions: [5, 5],
        cases: false,
    }
}

/// A step of a round.
type Step = fn(&mut Demo<'_>, &OwnRound) -> Result<()>;

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
        let steps: [(Date, Step); 3] = [
            (PLANS, |demo, own| demo.own_plans(own)),
            (SESSIONS, |demo, own| demo.own_sessions(own)),
            (DRAW, |demo, own| demo.own_draw(own)),
        ];
        for (day, step) in steps {
            self.on(day);
            for own in &rounds {
                step(self, own)?;
            }
        }
        self.on(RATING);
        let mut checked = Vec::new();
        for own in &rounds {
            checked.push(self.own_check(own)?);
        }
        for (own, draft) in rounds.iter().zip(checked) {
            self.own_publish(own, draft)?;
        }
        self.chance = story;
        Ok(())
    }

    fn open_own(&mut self, tier: &Tier) -> Result<OwnRound> {
        let code = self.at(tier.code);
        let office = self.post(Role::Office, &code, "office", "专题教育办公室")?.1;
        let assessor = self.post(Role::Assessor, &code, "assessor", "评估员")?;
        let topic = self.pack.topics.first().map(|topic| topic.name.zh_hans.clone()).unwrap_or_default();
        let round =
            PlanRound { number: 1, topic: &topic, opens_on: OPENS, plans_due_on: PLANS, ends_on: ENDS };
        let request = SetUp {
            organiser: &code,
            key: &self.pack.key,
            title: &self.pack.title.zh_hans,
            goal: &self.pack.goal.zh_hans,
            rounds: vec![round],
        };
        let (_, rounds) = set_up_programme(&self.context(&office), &request)?;
        self.tick();
        let standard = self.pack.standard.as_ref().ok_or(AppError::NotFound)?;
        publish_standard(&self.context(&office), &code, standard)?;
        self.tick();
        let round = *rounds.first().ok_or(AppError::NotFound)?;
        advance_round(&self.context(&office), round)?;
        self.tick();
        Ok(OwnRound {
            number: 1,
            told: tier.round(self.scene.branch, self.rate_of_draw()?),
            sessions: sessions(),
            first: false,
            organiser: code.clone(),
            superior: Some(self.assessor(0)?.1.clone()),
            office,
            assessors: vec![assessor],
            round,
            units: self.own_units(&code)?,
        })
    }

    /// Somebody of the tier, in a post that is opened if nobody holds it yet.
    fn post(&mut self, role: Role, code: &str, kind: &str, title: &str) -> Result<(AccountId, Actor)> {
        let login = format!("{kind}.{code}");
        self.open(&login, &format!("{title}（{code}）"), role, code)?;
        self.account(&login)
    }
}
