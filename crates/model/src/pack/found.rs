//! What was found wrong in a file so far, and how lists of keys and names are looked at.

use super::{
    fault::{PackFault, PackFaultKind},
    mend::Step,
    toml_text::TomlText,
    why::{KeyFault, TextFault},
};
use crate::{
    message::Message,
    organisation::LANGUAGES,
    programmes::standard::LocalName,
    text::{Line, Prose},
};
use std::collections::BTreeSet;

/// What was found in a file so far.
pub struct Found<'f, 't> {
    /// The file.
    pub file: &'f TomlText<'t>,
    /// What was found.
    pub faults: Vec<PackFault>,
}

/// A list of the file: its name, and the way to it.
pub struct List<'p> {
    /// Its name.
    pub name: &'static str,
    /// The way to it.
    pub way: Vec<Step<'static>>,
    entries: Vec<(&'p str, Vec<(&'static str, &'p LocalName)>)>,
}

impl<'p> List<'p> {
    /// A list that stands under its name.
    pub fn new<E>(
        name: &'static str,
        entries: impl IntoIterator<Item = E>,
        read: impl Fn(E) -> (&'p String, Vec<(&'static str, &'p LocalName)>),
    ) -> Self {
        let read = |entry| {
            let (key, texts) = read(entry);
            (key.as_str(), texts)
        };
        Self { name, way: vec![Step::Key(name)], entries: entries.into_iter().map(read).collect() }
    }
}

impl Found<'_, '_> {
    /// Tells a fault, unless it is one of something that was made up in the place of another fault.
    pub fn tell(&mut self, way: &[Step<'_>], kind: PackFaultKind) {
        if !self.file.is_made_up(way) {
            self.faults.push(self.file.fault(way, kind));
        }
    }

    /// Tells a fault of a key.
    pub fn key(&mut self, way: &[Step<'_>], list: &'static str, (key, fault): (&str, KeyFault)) {
        self.tell(way, PackFaultKind::Key { list, key: key.to_owned(), fault });
    }

    /// Tells that a key refers to nothing, unless the list that it refers to is not whole.
    pub fn refers(
        &mut self,
        way: &[Step<'_>],
        (list, to): (&'static str, &'static str),
        key: (&str, KeyFault),
    ) {
        if !self.file.lacks_keys(to) {
            self.key(way, list, key);
        }
    }

    /// Checks a list of keys with their texts; gives the keys.
    pub fn list<'p>(&mut self, list: &List<'p>) -> BTreeSet<&'p str> {
        let mut seen = BTreeSet::new();
        for (place, (key, texts)) in list.entries.iter().enumerate() {
            let at = [list.way.as_slice(), &[Step::At(place)]].concat();
            let at_key = [at.as_slice(), &[Step::Key("key")]].concat();
            if !is_key(key) {
                self.key(&at_key, list.name, (key, KeyFault::NoKey));
            }
            if !self.file.is_made_up(&at_key) && !seen.insert(*key) {
                self.key(&at_key, list.name, (key, KeyFault::Twice));
            }
            for (field, text) in texts {
                self.text(&[at.as_slice(), &[Step::Key(field)]].concat(), (list.name, key), text);
            }
        }
        seen
    }

    /// Checks a name: one line in every language, as every field takes it into which it is put.
    pub fn text(&mut self, way: &[Step<'_>], of: (&'static str, &str), text: &LocalName) {
        self.texts(way, of, text, |text| Line::parse(text).err());
    }

    /// Checks running text in every language.
    pub fn prose(&mut self, way: &[Step<'_>], of: (&'static str, &str), text: &LocalName) {
        self.texts(way, of, text, |text| Prose::parse(text).err());
    }

    fn texts(
        &mut self,
        way: &[Step<'_>],
        (list, key): (&'static str, &str),
        text: &LocalName,
        parse: impl Fn(&str) -> Option<Message>,
    ) {
        for language in LANGUAGES {
            let Some(fault) = parse(text.get(language)) else { continue };
            let way = [way, &[Step::Key(language)]].concat();
            let key = key.to_owned();
            self.tell(
                &way,
                match TextFault::of(&fault) {
                    None => PackFaultKind::Blank { list, key, language },
                    Some(fault) => PackFaultKind::Text { list, key, language, fault },
                },
            );
        }
    }

    /// Checks how many entries a list has.
    pub fn count(&mut self, list: &'static str, within: (usize, usize), found: usize) {
        self.count_at(&[Step::Key(list)], list, (within, found));
    }

    /// The same for a list that stands elsewhere.
    pub fn count_at(
        &mut self,
        way: &[Step<'_>],
        list: &'static str,
        ((least, most), found): ((usize, usize), usize),
    ) {
        if found < least || found > most {
            self.tell(way, PackFaultKind::Count { list, least, most, found });
        }
    }
}

/// Keys stand in files of units, in the register and in addresses.
pub fn is_key(key: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !key.is_empty() && key.len() <= LONGEST_KEY && key.bytes().all(good)
}

/// The most signs of a key.
const LONGEST_KEY: usize = 80;
