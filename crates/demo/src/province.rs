//! What is said of the province in so many words: its codes and days, its people, its duties, its look-back.

use crate::{
    branch::Branch,
    story::{DutyTale, LookBackTale, Person},
};
use earnest_app::Result;
use earnest_model::{Date, actor::Role};
use jiff::civil::date;

/// The day on which the demonstration of the province stands still.
pub const TODAY: Date = date(2015, 11, 23);

/// The day on which its first round opens.
pub const OPENING: Date = date(2015, 5, 4);

/// Code of the province.
pub(super) const PROVINCE: &str = "52";
/// Code of the prefecture that has a catalogue and runs the programme for its own units.
pub(super) const PREFECTURE: &str = "5201";
/// Code of the prefecture whose third plan was returned twice and where duties stopped at the counties.
pub(super) const SLOW: &str = "5206";

/// The file of the province's real units: the pack that has it tells of the province.
pub(super) const PROVINCE_UNITS: &str = "units-real.csv";

/// A login that is shown when a demonstration starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The login.
    pub login: String,
    /// Its role.
    pub role: Role,
    /// Code of the unit.
    pub unit: String,
    /// The role title.
    pub title: String,
}

impl Login {
    /// Of somebody in a story.
    pub(super) fn of(person: &Person) -> Result<Self> {
        let Person { login, role, unit, title } = person.clone();
        Ok(Self { login, role: Role::parse(&role)?, unit, title })
    }
}

/// A login of the province.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub login: &'static str,
    pub role: Role,
    pub unit: &'static str,
    pub title: &'static str,
}

/// The logins of the province.
pub(super) fn logins() -> Vec<Login> {
    let owned = |known: &Known| Login {
        login: known.login.to_owned(),
        role: known.role,
        unit: known.unit.to_owned(),
        title: known.title.to_owned(),
    };
    LOGINS.iter().map(owned).collect()
}

/// One login for each role, and those that carry a plan and a closure through.
pub(super) const LOGINS: [Known; 10] = [
    Known { login: "admin", role: Role::Administrator, unit: PROVINCE, title: "省级系统管理员" },
    Known { login: "office", role: Role::Office, unit: PROVINCE, title: "省专题教育办公室" },
    Known { login: "assessor", role: Role::Assessor, unit: PROVINCE, title: "省级评估员一" },
    Known { login: "officer", role: Role::UnitOfficer, unit: "5206", title: "市级经办人（5206）" },
    Known { login: "head", role: Role::UnitHead, unit: "5206", title: "市级主要负责人（5206）" },
    Known { login: "auditor", role: Role::Auditor, unit: PROVINCE, title: "省级审计员" },
    Known {
        login: "city-office", role: Role::Office, unit: PREFECTURE, title: "市专题教育办公室（5201）"
    },
    Known {
        login: "county-officer", role: Role::UnitOfficer, unit: "520111", title: "县级经办人（520111）"
    },
    Known {
        login: "joint-office", role: Role::Office, unit: "S-G09", title: "省教育厅专题教育办公室"
    },
    Known { login: "joint-assessor", role: Role::Assessor, unit: "S-G09", title: "省教育厅评估员" },
];

/// Duties of the province.
pub(super) fn duties(branch: Branch) -> DutyTale {
    DutyTale {
        on: date(2015, 4, 27),
        first: "主要负责人".to_owned(),
        dual: "班子成员".to_owned(),
        organising: "专题教育办公室".to_owned(),
        slow: Some(branch.code(SLOW)),
    }
}

/// The day on which the units of the province tell what became of their measures.
pub(super) const WORKED_ON: Date = date(2015, 10, 12);

/// How digits were made in the province.
pub(super) const THROWN: &str = "会议室当众掷十面骰子，逐个记下，两名见证人在场签字";

/// The digits that were thrown in public.
const SEED: &str = "60417325918846203957";

/// The look-back of the province.
pub(super) fn look_back(branch: Branch) -> LookBackTale {
    let (rate, seed, origin) = ("10%".to_owned(), branch.digits(SEED), THROWN.to_owned());
    LookBackTale { on: days_ago(20), looked: days_ago(6), rate, seed, origin }
}

fn days_ago(days: i64) -> Date {
    TODAY.saturating_sub(jiff::Span::new().days(days))
}
