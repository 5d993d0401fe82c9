//! Search everything that one may see, by kind of record.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    fold::{fold_char, has_initials, searched, searched_places, words},
    permit::{Action, Permit, ReadDesk, Target, decide},
};
use earnest_store::{Hunt, Match, Reader, StoreError};

/// The kinds of records that are searched, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Units.
    Unit,
    /// Plans.
    Plan,
    /// Problems.
    Problem,
    /// Measures.
    Measure,
    /// Sessions.
    Seminar,
    /// Circulars.
    Circular,
    /// Visits.
    Visit,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Unit, Self::Plan, Self::Problem, Self::Measure, Self::Seminar, Self::Circular, Self::Visit];

    /// Its word in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Plan => "plan",
            Self::Problem => "problem",
            Self::Measure => "measure",
            Self::Seminar => "seminar",
            Self::Circular => "circular",
            Self::Visit => "visit",
        }
    }

    /// Reads its word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == text)
    }
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The words as they were typed.
    pub words: &'a str,
    /// One kind alone; all of them, a few of each, if absent.
    pub kind: Option<Kind>,
    /// Where the page begins; only with a kind.
    pub after: Option<i64>,
}

/// A record that was found, and the piece of its text in which the first word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its key.
    pub id: i64,
    /// Code of its unit.
    pub unit_code: String,
    /// Name of its unit.
    pub unit_name: String,
    /// What it is called; may be empty.
    pub title: String,
    /// What stands before the word, the word, what stands after it.
    pub piece: [String; 3],
}

/// What was found of a kind.
#[derive(Debug, Clone)]
pub struct Found {
    /// The kind.
    pub kind: Kind,
    /// The records.
    pub hits: Vec<Hit>,
    /// Where the next page begins, if there is more.
    pub next: Option<i64>,
}

/// Records of each kind when all kinds are shown, and of a page of one kind.
const FEW: i64 = 5;
const PAGE: i64 = 30;

/// Searches. Nothing is found for no words.
pub fn search(context: &Context<'_>, asked: &Asked<'_>) -> Result<Vec<Found>> {
    if context.actor.account().is_none() {
        return Err(AppError::NotFound);
    }
    let words = words(asked.words);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let limit = if asked.kind.is_some() { PAGE } else { FEW };
    let hunt = Hunt { words, after: asked.kind.and(asked.after), limit: limit + 1 };
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut found = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| asked.kind.is_none_or(|wanted| wanted == *kind)) {
        found.push(of_kind(context, &mut reader, kind, &hunt, limit)?);
    }
    tell_apart(context, &mut reader, &mut found)?;
    Ok(found)
}

/// Units of one name are told apart.
fn tell_apart(context: &Context<'_>, reader: &mut Reader<'_>, found: &mut [Found]) -> Result<()> {
    let Some(holding) = context.actor.holdings(context.today).next() else { return Ok(()) };
    let permit = permit_at::<ReadDesk>(context, Target { unit: holding.unit, span: holding.span })?;
    let hits = || found.iter().flat_map(|found| &found.hits);
    let told = reader.told_apart(&permit, &hits().map(|hit| hit.unit_code.as_str()).collect::<Vec<_>>())?;
    for hit in found.iter_mut().flat_map(|found| &mut found.hits) {
        if let Some(name) = told.get(&hit.unit_code) {
            hit.unit_name.clone_from(name);
        }
    }
    Ok(())
}

fn of_kind(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    kind: Kind,
    hunt: &Hunt,
    limit: i64,
) -> Result<Found> {
    let mut all = match kind {
        Kind::Unit => gather(context, |permit| reader.search_units(permit, hunt))?,
        Kind::Plan => gather(context, |permit| reader.search_plans(permit, hunt))?,
        Kind::Problem => gather(context, |permit| reader.search_problems(permit, hunt))?,
        Kind::Measure => gather(context, |permit| reader.search_measures(permit, hunt))?,
        Kind::Seminar => gather(context, |permit| reader.search_seminars(permit, hunt))?,
        Kind::Circular => gather(context, |permit| reader.search_circulars(permit, hunt))?,
        Kind::Visit => gather(context, |permit| reader.search_visits(permit, hunt))?,
    };
    // Units stand by tier and in the order of the tree, everything else with the newest first.
    all.sort_by_key(|found| if kind == Kind::Unit { found.place } else { -found.place });
    all.dedup_by_key(|found| found.place);
    let more = all.len() as i64 > limit;
    all.truncate(usize::try_from(limit).unwrap_or_default());
    let next = all.last().filter(|_| more).map(|last| last.place);
    let hits = all.into_iter().filter_map(|found| hit(found, kind, &hunt.words)).collect();
    Ok(Found { kind, hits, next })
}

/// Asks under each post that allows it: what any of them shows is found.
fn gather<A: Action>(
    context: &Context<'_>,
    mut ask: impl FnMut(&Permit<A>) -> std::result::Result<Vec<Match>, StoreError>,
) -> Result<Vec<Match>> {
    let mut asked: Vec<Target> = Vec::new();
    let mut all = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let target = Target { unit: holding.unit, span: holding.span };
        if asked.contains(&target) || decide::<A>(context.actor, target, context.today).is_err() {
            continue;
        }
        asked.push(target);
        all.extend(ask(&permit_at::<A>(context, target)?)?);
    }
    Ok(all)
}

/// The record with a piece of its text. A word that stands only in the signs of stored JSON is none.
fn hit(found: Match, kind: Kind, words: &[String]) -> Option<Hit> {
    let text = plain(&found.text);
    let folded = searched(&format!("{} {text}", found.title));
    // A unit is found by the initials of its name, too.
    let named = |word: &str| kind == Kind::Unit && has_initials(&found.unit_name, word);
    if !words.iter().all(|word| folded.contains(word.as_str()) || named(word)) {
        return None;
    }
    let first = words.first()?;
    Some(Hit {
        id: found.id,
        unit_code: found.unit_code,
        unit_name: found.unit_name,
        piece: piece(&text, first),
        title: found.title,
    })
}

/// The texts of a JSON value one after the other; any other text as it is.
fn plain(text: &str) -> String {
    fn gather(value: &serde_json::Value, into: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => into.push(text.clone()),
            serde_json::Value::Array(all) => all.iter().for_each(|value| gather(value, into)),
            // What a public document says of other units is read there, and not found by whoever may not see them.
            serde_json::Value::Object(all) => {
                let told =
                    all.iter().filter(|(key, _)| !["results", "classes", "units"].contains(&key.as_str()));
                told.for_each(|(_, value)| gather(value, into));
            }
            _ => {}
        }
    }
    let Ok(value @ (serde_json::Value::Object(_) | serde_json::Value::Array(_))) = serde_json::from_str(text)
    else {
        return text.to_owned();
    };
    let mut texts = Vec::new();
    gather(&value, &mut texts);
    texts.join(" · ")
}

/// Characters that are shown before and after a word.
const BEFORE: usize = 24;
const AFTER: usize = 60;

fn piece(text: &str, word: &str) -> [String; 3] {
    let signs: Vec<char> = text.chars().collect();
    let places = searched_places(&signs);
    let folded: Vec<char> =
        places.iter().filter_map(|place| signs.get(*place).copied().map(fold_char)).collect();
    let wanted: Vec<char> = word.chars().collect();
    let at = folded.windows(wanted.len().max(1)).position(|window| window == wanted.as_slice());
    let take = |from: usize, until: usize| -> String {
        signs
            .iter()
            .skip(from)
            .take(until.saturating_sub(from))
            .map(|sign| if *sign == '\n' { ' ' } else { *sign })
            .collect()
    };
    let Some(at) = at else { return [take(0, AFTER), String::new(), String::new()] };
    let end = places.get(at + wanted.len().saturating_sub(1)).map_or(signs.len(), |last| last + 1);
    let at = places.get(at).copied().unwrap_or_default();
    let from = at.saturating_sub(BEFORE);
    let mut before = take(from, at);
    if from > 0 {
        before.insert(0, '…');
    }
    let mut after = take(end, end + AFTER);
    if end + AFTER < signs.len() {
        after.push('…');
    }
    [before, take(at, end), after]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_shows_the_word_as_it_was_written() {
        let [before, word, after] = piece("各單位的整改台賬已經更新", "台账");
        assert_eq!((before.as_str(), word.as_str(), after.as_str()), ("各單位的整改", "台賬", "已經更新"));
        assert_eq!(piece("短", "没有")[0], "短");
    }

    #[test]
    fn only_the_texts_of_a_stored_document_are_read() {
        assert_eq!(plain(r#"{"theme":"严以修身","sections":{"goal":"三件事"}}"#), "三件事 · 严以修身");
        assert_eq!(plain("2015"), "2015");
        let circular = r#"{"grounds":"依据","problems":[{"text":"未按方案","units":[["B","西州"]]}],"results":[["B","西州"]]}"#;
        assert_eq!(plain(circular), "依据 · 未按方案");
    }
}
