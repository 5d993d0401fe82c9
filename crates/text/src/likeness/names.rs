//! Names that are looked for in texts: those of units, in either script and width.

use std::collections::HashMap;

use super::letters::letters;

/// The signs of a name behind the first, and whose it is.
type Name = (Vec<char>, Vec<usize>);

/// Names by their first sign, so that many cost no more than few.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// By the first sign the rest of each name, the longest first, with whose it is; several may have one name.
    by_first: HashMap<char, Vec<Name>>,
}

impl Names {
    /// Names with whose they are. A name without letters, or with one alone, is left out: it stands in any text.
    pub fn of<'n>(names: impl IntoIterator<Item = (usize, &'n str)>) -> Self {
        let mut whole: HashMap<Vec<char>, Vec<usize>> = HashMap::new();
        for (unit, name) in names {
            let signs: Vec<char> = letters(name).map(|(_, sign)| sign).collect();
            if signs.len() > 1 {
                whole.entry(signs).or_default().push(unit);
            }
        }
        let mut by_first: HashMap<char, Vec<Name>> = HashMap::new();
        for (mut signs, mut units) in whole {
            let first = signs.remove(0);
            units.sort_unstable();
            units.dedup();
            by_first.entry(first).or_default().push((signs, units));
        }
        for rests in by_first.values_mut() {
            rests.sort_unstable_by(|one, other| other.0.len().cmp(&one.0.len()).then(one.cmp(other)));
        }
        Self { by_first }
    }

    /// The longest name with which some signs begin: how many signs it has, and whose it is.
    pub(super) fn at(&self, signs: &[char]) -> Option<(usize, &[usize])> {
        let (first, rest) = signs.split_first()?;
        let found = self.by_first.get(first)?.iter().find(|(name, _)| rest.starts_with(name))?;
        Some((found.0.len() + 1, &found.1))
    }
}
