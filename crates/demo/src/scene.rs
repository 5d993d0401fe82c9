//! The scene of a story.

use crate::{
    branch::Branch,
    province::PROVINCE,
    story::{Titles, Told},
};
use earnest_model::{Date, Timestamp, actor::Role, zone::Zone};
use std::collections::BTreeMap;

/// Where and when a story takes place, and what its people are called.
pub(super) struct Scene {
    /// Which of several like ones it is.
    pub branch: Branch,
    /// Code of the organiser.
    pub top: String,
    /// The day before everything.
    pub founded: Date,
    pub zone: Zone,
    pub titles: Titles,
    /// Code → name of its units, where titles say it.
    pub names: BTreeMap<String, String>,
}

impl Scene {
    pub fn province(branch: Branch) -> Self {
        let titles = Titles {
            officer: "经办人（{unit}）".to_owned(),
            head: "主要负责人（{unit}）".to_owned(),
            assessor: "评估员（{unit}）".to_owned(),
        };
        Self {
            branch,
            top: branch.code(PROVINCE),
            founded: jiff::civil::date(2015, 4, 20),
            zone: Zone::hours_east(8),
            titles,
            names: BTreeMap::new(),
        }
    }

    pub fn of(told: &Told) -> Self {
        let names = told.units.rows.iter().map(|row| (row.code.clone(), row.name.clone()));
        Self {
            branch: Branch::default(),
            top: told.story.organiser.clone(),
            founded: told.story.founded,
            zone: told.zone,
            titles: told.story.titles.clone(),
            names: names.collect(),
        }
    }

    /// When acts of a day begin.
    pub fn morning(&self, day: Date) -> Timestamp {
        self.zone.moment(day.at(10, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The title of whoever keeps a unit's records, signs them or assesses for it.
    pub fn title(&self, role: Role, code: &str) -> String {
        let template = match role {
            Role::UnitHead => &self.titles.head,
            Role::Assessor => &self.titles.assessor,
            _ => &self.titles.officer,
        };
        Titles::of(template, self.names.get(code).map_or(code, String::as_str))
    }
}
