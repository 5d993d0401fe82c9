//! Units as somebody writes them down, in the words of a pack.

use super::{Class, Pack};
use crate::{
    fold::fold,
    organisation::LANGUAGES,
    units::unit::{ImportFault, ImportRow, OutlineWords, Table, parse_outline},
};
use std::collections::BTreeSet;

impl Pack {
    /// Reads an outline of units: see [`parse_outline`].
    ///
    /// # Errors
    /// Every faulty line.
    pub fn outline(&self, text: &str) -> Result<Table, Vec<ImportFault>> {
        parse_outline(text, &self.tiers(), &self.outline_words())
    }

    /// What may stand in brackets behind a unit of an outline: the names of tiers and classes in every language.
    fn outline_words(&self) -> OutlineWords {
        let tiers = self.tiers.iter();
        let classes = self.classes.iter();
        let class =
            |class: &Class, tag| (class.name.get(tag).to_owned(), class.key.clone(), class.tier.clone());
        OutlineWords {
            tiers: tiers
                .flat_map(|tier| LANGUAGES.map(|tag| (tier.name.get(tag).to_owned(), tier.key.clone())))
                .collect(),
            classes: classes.flat_map(|one| LANGUAGES.map(|tag| class(one, tag))).collect(),
        }
    }

    /// A table in which tiers and classes may stand by their names: with their keys.
    #[must_use]
    pub fn keyed(&self, mut table: Table) -> Table {
        let words = self.outline_words();
        let tier = |text: &str| {
            let wanted = fold(text);
            words.tiers.iter().find(|(words, _)| fold(words) == wanted).map(|(_, key)| key.clone())
        };
        let tiers = self.tiers();
        for row in &mut table.rows {
            if tiers.find(&row.tier).is_none() {
                row.tier = tier(&row.tier).unwrap_or_else(|| std::mem::take(&mut row.tier));
            }
            if !self.has_class(&row.class) {
                let wanted = fold(&row.class);
                let found = words.classes.iter().find(|(words, ..)| fold(words) == wanted);
                row.class = found.map_or_else(|| std::mem::take(&mut row.class), |(_, key, _)| key.clone());
            }
        }
        table
    }

    /// The classes that the pack's spot checks draw from and of which no unit of a table is.
    pub fn classes_without_unit<'a>(&'a self, table: &Table) -> Vec<&'a str> {
        let class = |row: &ImportRow| if row.class.is_empty() { row.tier.clone() } else { row.class.clone() };
        let there: BTreeSet<String> = table.rows.iter().map(class).collect();
        self.spot_check_classes.iter().map(String::as_str).filter(|class| !there.contains(*class)).collect()
    }
}
