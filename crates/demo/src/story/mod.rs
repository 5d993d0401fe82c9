//! A story: what a pack's demonstration tells, as data of the pack (`demo/story.toml`), beside its units and its texts.

mod check;
mod entries;

use crate::{
    shipped::Shipped,
    texts::{Texts, check::unfit},
};
use check::Checked;
use earnest_app::{AppError, Result};
use earnest_model::{
    message::Message,
    organisation::LANGUAGES,
    pack::Pack,
    units::unit::{Table, parse_table},
    zone::Zone,
};
use serde::de::DeserializeOwned;

pub(crate) use entries::{
    CircularTale, DrawTale, DutyTale, LookBackTale, Person, RatingTale, RoundTale, STORY, SessionTale, Story,
    Titles, VisitTale,
};

/// The file of its units.
const UNITS: &str = "units.csv";

/// A story that can be told, with its units and texts.
#[derive(Debug)]
pub(crate) struct Told {
    pub story: Story,
    pub zone: Zone,
    pub language: &'static str,
    pub units: Table,
    pub units_file: &'static [u8],
    pub texts: Texts,
}

impl Told {
    /// Reads the story of a pack that ships; every fault of its three files is told.
    pub fn of(shipped: &Shipped, pack: &Pack) -> Result<Self> {
        let mut faults = Vec::new();
        let units_file = shipped.demo_file(UNITS).unwrap_or_default();
        let units = match parse_table(units_file) {
            Ok(table) => Some(table),
            Err(told) => {
                faults.extend(told.iter().map(|fault| format!("{UNITS}: {fault}")));
                None
            }
        };
        let story: Option<Story> = read(shipped, STORY, &mut faults);
        let texts: Option<Texts> = read(shipped, Texts::FILE, &mut faults);
        let text = shipped.demo_file(Texts::FILE).unwrap_or_default();
        faults.extend(texts.iter().flat_map(|texts| unfit(texts, text, pack)));
        if let (Some(story), Some(units)) = (&story, &units) {
            faults.extend(Checked { story, units, pack }.faults());
        }
        let zone = story.as_ref().and_then(|story| Zone::parse(&story.zone).ok());
        let language =
            story.as_ref().and_then(|story| LANGUAGES.into_iter().find(|tag| *tag == story.language));
        match (story, units, texts, zone, language) {
            (Some(story), Some(units), Some(texts), Some(zone), Some(language)) if faults.is_empty() => {
                Ok(Self { story, zone, language, units, units_file, texts })
            }
            _ => {
                let told = format!("{}\n{}", shipped.name, faults.join("\n"));
                Err(AppError::Refused(Message::new("error-demo-texts").with("fault", told)))
            }
        }
    }

    /// Codes and classes of the units directly beneath the organiser, in the order of the file.
    pub fn direct(&self) -> impl Iterator<Item = (&str, &str)> {
        let beneath = self.units.rows.iter().filter(|row| row.parent_code == self.story.organiser);
        beneath.map(|row| (row.code.as_str(), if row.class.is_empty() { &*row.tier } else { &*row.class }))
    }
}

fn read<T: DeserializeOwned>(shipped: &Shipped, name: &str, faults: &mut Vec<String>) -> Option<T> {
    let bytes = shipped.demo_file(name).unwrap_or_default();
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    toml::from_str(text).map_err(|fault| faults.push(format!("{name}: {fault}"))).ok()
}

#[cfg(test)]
mod tests;
