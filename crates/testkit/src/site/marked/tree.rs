//! The units of the marked organisation and the marks that tell whose a word is.

/// Every unit: its key, the key of the unit above, tier and class.
pub const UNITS: [(&str, &str, &str, &str); 13] = [
    ("P", "", "province", "province"),
    ("A", "P", "prefecture", "prefecture"),
    ("A1", "A", "county", "county"),
    ("A1T", "A1", "township", "township"),
    ("A2", "A", "county", "county"),
    ("AD", "A", "county", "prefecture-department"),
    ("B", "P", "prefecture", "prefecture"),
    ("B1", "B", "county", "county"),
    ("B1T", "B1", "township", "township"),
    ("B2", "B", "county", "county"),
    ("BD", "B", "county", "prefecture-department"),
    ("G", "P", "prefecture", "provincial-body"),
    ("GS", "G", "county", "second-level-provincial-body"),
];

/// The code of a unit.
pub fn code(key: &str) -> String {
    format!("zq-{key}-c")
}

/// The name of a unit.
pub fn name(key: &str) -> String {
    format!("名{key}名")
}

/// A text that only the unit's own line upwards may read.
pub fn text(key: &str) -> String {
    format!("文{key}文")
}

/// A text of an organiser that those beneath it read, too.
pub fn shared(key: &str) -> String {
    format!("共{key}共")
}

/// A text as a reason, which says something beside its mark.
pub fn reason(said: &str) -> String {
    format!("{said}因防汛推迟另行安排")
}

/// A text about a person: for few.
pub fn private(key: &str) -> String {
    format!("私{key}私")
}

/// The keys of a unit and of all beneath it.
pub fn subtree(key: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for (unit, above, ..) in UNITS {
        if unit == key || found.contains(&above) {
            found.push(unit);
        }
    }
    found
}

/// The keys of the units above a unit.
pub fn above(key: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut at = key.to_owned();
    while let Some((_, parent, ..)) =
        UNITS.iter().find(|(unit, ..)| *unit == at).filter(|unit| !unit.1.is_empty())
    {
        found.push(*parent);
        at = (*parent).to_owned();
    }
    found
}

/// The keys of the units directly beneath an organiser.
pub(super) fn beneath(organiser: &str) -> Vec<&'static str> {
    UNITS.iter().filter(|(_, above, ..)| *above == organiser).map(|(key, ..)| *key).collect()
}
