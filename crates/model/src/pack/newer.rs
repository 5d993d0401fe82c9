//! A newer version of a pack beside the one by which something runs: what it says otherwise, and whether it can be taken up.

use super::content::Pack;
use crate::{
    message::Message,
    organisation::LANGUAGES,
    paper::{OwnLayout, PaperKind},
    programmes::standard::{LocalName, changes},
};
use std::collections::BTreeSet;

/// Something that a newer version says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The list of the pack, as its file calls it.
    pub list: &'static str,
    /// The key; the place from 1 where the list has none.
    pub key: String,
    /// The language's tag, where it is a text.
    pub language: Option<&'static str>,
    /// What it was; none where it is new.
    pub before: Option<String>,
    /// What it is; none where it is gone.
    pub now: Option<String>,
}

/// What was found to differ.
#[derive(Default)]
struct Found(Vec<Difference>);

impl Found {
    fn value(
        &mut self,
        (list, key, language): (&'static str, &str, Option<&'static str>),
        before: Option<String>,
        now: Option<String>,
    ) {
        if before != now {
            self.0.push(Difference { list, key: key.to_owned(), language, before, now });
        }
    }

    fn text(
        &mut self,
        (list, key): (&'static str, &str),
        before: Option<&LocalName>,
        now: Option<&LocalName>,
    ) {
        for language in LANGUAGES {
            let of = |name: Option<&LocalName>| name.map(|name| name.get(language).to_owned());
            self.value((list, key, Some(language)), of(before), of(now));
        }
    }

    /// Entries of a list by their keys: the older ones first, then the new ones.
    fn list(&mut self, list: &'static str, before: &[(String, &LocalName)], now: &[(String, &LocalName)]) {
        let find = |entries: &[(String, &LocalName)], key: &str| -> Option<LocalName> {
            entries.iter().find(|(one, _)| one == key).map(|(_, name)| (*name).clone())
        };
        let new = now.iter().filter(|(key, _)| find(before, key).is_none());
        for (key, _) in before.iter().chain(new) {
            self.text((list, key), find(before, key).as_ref(), find(now, key).as_ref());
        }
    }
}

impl Pack {
    /// Everything that another version says otherwise, in the order of the files.
    pub fn differences(&self, newer: &Self) -> Vec<Difference> {
        let mut found = Found::default();
        for (key, of) in [("title", title as fn(&Self) -> &LocalName), ("goal", goal)] {
            found.text((key, key), Some(of(self)), Some(of(newer)));
        }
        for (list, of) in LISTS {
            found.list(list, &of(self), &of(newer));
        }
        let classes = |pack: &Self| Some(pack.spot_check_classes.join(", "));
        found.value(("spot_check_classes", "spot_check_classes", None), classes(self), classes(newer));
        self.other_rules(newer, &mut found);
        self.other_words(newer, &mut found);
        if let (Some(before), Some(now)) = (&self.standard, &newer.standard) {
            let count = changes(before, now).len();
            if count > 0 {
                found.value(("standard", "standard", None), Some(String::new()), Some(count.to_string()));
            }
        }
        found.0
    }

    fn other_rules(&self, newer: &Self, found: &mut Found) {
        let lowest = |pack: &Self, key: &str| {
            pack.checklist.iter().find(|item| item.key == key).map(|item| item.lowest.to_string())
        };
        for item in &self.checklist {
            let now = lowest(newer, &item.key);
            if now.is_some() {
                found.value(("checklist.lowest", &item.key, None), lowest(self, &item.key), now);
            }
        }
        let minutes = |pack: &Self, kind: &str| pack.burden.minutes.get(kind).map(ToString::to_string);
        let kinds: BTreeSet<&String> =
            [self, newer].iter().flat_map(|pack| pack.burden.minutes.keys()).collect();
        for kind in kinds {
            found.value(("burden.minutes", kind, None), minutes(self, kind), minutes(newer, kind));
        }
        let budget = |pack: &Self, tier: &str| {
            let budget = pack.burden.budget.get(tier)?;
            Some(format!("{} / {}", budget.week, budget.month))
        };
        let tiers: BTreeSet<&String> =
            [self, newer].iter().flat_map(|pack| pack.burden.budget.keys()).collect();
        for tier in tiers {
            found.value(("burden.budget", tier, None), budget(self, tier), budget(newer, tier));
        }
        let known = |pack: &Self, place: &str| {
            let of_place = pack.known.iter().filter(|known| known.place == place);
            let words: Vec<_> = of_place.flat_map(|known| known.words.iter().map(String::as_str)).collect();
            (!words.is_empty()).then(|| words.join(", "))
        };
        let places: BTreeSet<&String> =
            [self, newer].iter().flat_map(|pack| pack.known.iter().map(|known| &known.place)).collect();
        for place in places {
            found.value(("known", place, None), known(self, place), known(newer, place));
        }
        found.text(("report", "report"), self.report.as_ref(), newer.report.as_ref());
        self.other_papers(newer, found);
    }

    fn other_papers(&self, newer: &Self, found: &mut Found) {
        for kind in PaperKind::ALL {
            let key = kind.key();
            let layout = |pack: &Self| Some(pack.layout_of(kind).name.to_string());
            found.value(("papers.layout", key, None), layout(self), layout(newer));
            let had = |pack: &Self| Some(pack.has_paper(kind).to_string());
            found.value(("papers.had", key, None), had(self), had(newer));
            let name = |pack: &Self| pack.papers.get(key)?.name.clone();
            found.text(("papers.name", key), name(self).as_ref(), name(newer).as_ref());
        }
        let names: BTreeSet<&String> = [self, newer].iter().flat_map(|pack| pack.layouts.keys()).collect();
        for name in names {
            let told = |pack: &Self| pack.layouts.get(name).map(OwnLayout::told);
            found.value(("layouts", name, None), told(self), told(newer));
        }
    }

    fn other_words(&self, newer: &Self, found: &mut Found) {
        let said = |pack: &Self, term: &str, tag: &str| {
            let text = pack.words.get(term, tag)?;
            let forms = [Some(&text.one), text.many.as_ref(), text.a.as_ref(), text.short.as_ref()];
            Some(forms.into_iter().flatten().cloned().collect::<Vec<_>>().join(", "))
        };
        let terms: BTreeSet<(&'static str, &'static str)> = [self, newer]
            .iter()
            .flat_map(|pack| pack.words.iter().map(|(term, tag, _)| (term, tag)))
            .collect();
        for (term, tag) in terms {
            found.value(("words", term, Some(tag)), said(self, term, tag), said(newer, term, tag));
        }
    }

    /// Whether a newer version can be taken up where records refer to this one: it is a higher version of the same pack, and
    /// every key to which a record may refer is in it, tiers in their order and classes at their tiers.
    ///
    /// # Errors
    /// What it lacks.
    pub fn may_follow(&self, newer: &Self) -> Result<(), Message> {
        if newer.key != self.key || newer.version <= self.version {
            return Err(Message::new("error-pack-not-newer"));
        }
        self.names_units_of(newer)?;
        let lost = None.or_else(|| {
            let gone =
                self.aspects.iter().find(|one| !newer.aspects.iter().any(|other| other.key == one.key));
            gone.map(|aspect| ("aspects", &aspect.key))
        });
        let lost = lost.or_else(|| {
            let gone =
                self.checklist.iter().find(|one| !newer.checklist.iter().any(|other| other.key == one.key));
            gone.map(|item| ("checklist", &item.key))
        });
        match lost {
            None => Ok(()),
            Some((list, key)) => {
                Err(Message::new("error-pack-key-lost").with("list", list).with("key", key.as_str()))
            }
        }
    }

    /// Whether another pack names every unit that this one names: its tiers in their order, and every class at its tier. Programmes
    /// of such packs run side by side in one register.
    ///
    /// # Errors
    /// What it lacks.
    pub fn names_units_of(&self, other: &Self) -> Result<(), Message> {
        let tiers = |pack: &Self| pack.tiers.iter().map(|tier| tier.key.clone()).collect::<Vec<_>>();
        if tiers(self) != tiers(other) {
            return Err(Message::new("error-pack-tiers-moved"));
        }
        let has_class =
            |key: &str, tier: &str| other.classes.iter().any(|class| class.key == key && class.tier == tier);
        match self.classes.iter().find(|class| !has_class(&class.key, &class.tier)) {
            None => Ok(()),
            Some(class) => Err(Message::new("error-pack-key-lost")
                .with("list", "classes")
                .with("key", class.key.as_str())),
        }
    }

    /// Whether a newer version has other rules for a round that runs: what its plans answer, and of which classes it draws.
    pub fn changes_rules(&self, newer: &Self) -> bool {
        let sections = |pack: &Self| -> Vec<(String, bool)> {
            pack.checklist.iter().map(|item| (item.key.clone(), item.lowest)).collect()
        };
        let drawn = |pack: &Self| pack.spot_check_classes.iter().cloned().collect::<BTreeSet<_>>();
        sections(self) != sections(newer) || drawn(self) != drawn(newer)
    }
}

fn title(pack: &Pack) -> &LocalName {
    &pack.title
}

fn goal(pack: &Pack) -> &LocalName {
    &pack.goal
}

type ListOf = fn(&Pack) -> Vec<(String, &LocalName)>;

/// The lists of names.
const LISTS: [(&str, ListOf); 8] = [
    ("tiers", |pack| pack.tiers.iter().map(|one| (one.key.clone(), &one.name)).collect()),
    ("classes", |pack| pack.classes.iter().map(|one| (one.key.clone(), &one.name)).collect()),
    ("topics", |pack| numbered(pack.topics.iter().map(|one| &one.name))),
    ("aspects", |pack| pack.aspects.iter().map(|one| (one.key.clone(), &one.name)).collect()),
    ("engagement", |pack| numbered(pack.engagement.iter().map(|one| &one.name))),
    ("speech_parts", |pack| numbered(pack.speech_parts.iter().map(|one| &one.name))),
    ("checklist", |pack| pack.checklist.iter().map(|one| (one.key.clone(), &one.name)).collect()),
    ("checklist.help", |pack| pack.checklist.iter().map(|one| (one.key.clone(), &one.help)).collect()),
];

fn numbered<'p>(names: impl Iterator<Item = &'p LocalName>) -> Vec<(String, &'p LocalName)> {
    (1..).zip(names).map(|(place, name): (usize, _)| (place.to_string(), name)).collect()
}

#[cfg(test)]
mod tests {
    use crate::pack::{Pack, PackFiles, shipped};

    fn newer(change: impl Fn(String) -> String, words: Option<&str>) -> Pack {
        let pack = include_str!("../../../../packs/study-and-rectification/pack.toml");
        let pack = pack.replacen("version = 2\n", "version = 3\n", 1);
        let standard = include_str!("../../../../packs/study-and-rectification/standard.toml").to_owned();
        let files = PackFiles { pack: change(pack), standard, words: words.map(str::to_owned) };
        Pack::of(&files).unwrap()
    }

    #[test]
    fn names_words_and_lists_that_differ_are_told_and_nothing_else() {
        let old = shipped();
        assert_eq!(old.differences(&newer(|text| text, None)), []);
        let words = "[visit]\nen = { one = \"walk\", many = \"walks\" }\n";
        let other = newer(|text| text.replacen("en = \"County\"", "en = \"Shire\"", 1), Some(words));
        let told: Vec<_> = old
            .differences(&other)
            .into_iter()
            .map(|one| format!("{} {} {:?} {:?} {:?}", one.list, one.key, one.language, one.before, one.now))
            .collect();
        assert!(told.contains(&"words visit Some(\"en\") None Some(\"walk, walks\")".to_owned()), "{told:?}");
        assert!(told.iter().any(|one| one.contains("Some(\"County\") Some(\"Shire\")")), "{told:?}");
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn a_version_without_a_key_to_which_records_refer_can_never_be_taken_up() {
        let old = shipped();
        let named = newer(|text| text.replacen("en = \"County\"", "en = \"Shire\"", 1), None);
        assert_eq!((old.may_follow(&named), old.changes_rules(&named)), (Ok(()), false));
        assert_eq!(old.may_follow(&old).unwrap_err().key, "error-pack-not-newer");
        assert_eq!(named.may_follow(&old).unwrap_err().key, "error-pack-not-newer");
        let drawn = newer(|text| text.replacen("[\"county\", ", "[", 1), None);
        assert_eq!((old.may_follow(&drawn), old.changes_rules(&drawn)), (Ok(()), true));
        let lost = newer(|text| text.replacen("key = \"theme\"", "key = \"subject\"", 1), None);
        let why = old.may_follow(&lost).unwrap_err();
        assert_eq!((why.key, why.arguments.len()), ("error-pack-key-lost", 2));
        let aspect = newer(|text| text.replacen("key = \"planning\"", "key = \"plans\"", 1), None);
        assert_eq!(old.may_follow(&aspect).unwrap_err().key, "error-pack-key-lost");
    }
}
