//! Mends a table that has not the shape that is asked for, one fault at a time: what is unknown is taken out, and in the
//! place of what is missing or of another kind stands something that fits, known by a place that no file has.

use crate::organisation::LANGUAGES;
use std::{borrow::Cow, ops::Range};
use toml::{
    Spanned,
    de::{DeArray, DeInteger, DeTable, DeValue},
};

/// A step into a file: a key of a table, or a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'k> {
    /// What stands under a key.
    Key(&'k str),
    /// What stands at a place, from 0.
    At(usize),
}

/// The way to an entry: keys, and places in lists.
pub type Way = Vec<At>;

/// A step of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// A key.
    Key(String),
    /// A place, from 0.
    Place(usize),
}

/// What was mended.
pub struct Mended {
    /// The way to it.
    pub way: Way,
    /// Whether it is the file's own fault, and not that something that was put in does not fit.
    pub is_new: bool,
}

/// Something that was put in: the way to it, and which of the kinds it is.
pub struct StandIn {
    way: Way,
    kind: usize,
}

/// Where what is put in stands: beyond every file.
const BEYOND: usize = usize::MAX / 2;

/// Whether a way begins with, or is, what these steps name.
pub fn lies_in(way: &Way, steps: &[Step<'_>]) -> bool {
    way.len() >= steps.len() && way.iter().zip(steps).all(|(at, step)| is(at, step))
}

/// Whether steps begin with, or are, a way.
pub fn begins(steps: &[Step<'_>], way: &Way) -> bool {
    steps.len() >= way.len() && way.iter().zip(steps).all(|(at, step)| is(at, step))
}

/// Whether a way leads to a list, to an element of it, or to the key of one.
pub fn is_of_key(way: &Way) -> bool {
    match way.as_slice() {
        [_] | [_, At::Place(_)] => true,
        [_, At::Place(_), At::Key(key)] => key == "key",
        _ => false,
    }
}

fn is(at: &At, step: &Step<'_>) -> bool {
    match (at, step) {
        (At::Key(key), Step::Key(other)) => key == other,
        (At::Place(place), Step::At(other)) => place == other,
        _ => false,
    }
}

/// Something that may fit, of the kinds one after the other: a text or a number as text, a whole number, a name, nothing,
/// and the words of the standard.
fn stand_in<'t>(kind: usize, span: &Range<usize>) -> Option<Spanned<DeValue<'t>>> {
    let text = |text: &'static str| DeValue::String(Cow::Borrowed(text));
    let value = match kind {
        0 => text("1"),
        1 => DeValue::Integer(DeInteger::default()),
        2 => {
            let mut name = DeTable::new();
            for language in LANGUAGES {
                let key = Spanned::new(span.clone(), Cow::Borrowed(language));
                name.insert(key, Spanned::new(span.clone(), text("1")));
            }
            DeValue::Table(name)
        }
        3 => DeValue::Array(DeArray::new()),
        4 => DeValue::Boolean(false),
        5 => text("observation"),
        6 => text("raw"),
        7 => DeValue::Table(DeTable::new()),
        _ => return None,
    };
    Some(Spanned::new(span.clone(), value))
}

/// Mends one fault; nothing if it can't be.
pub fn mend(
    table: &mut DeTable<'_>,
    stand_ins: &mut Vec<StandIn>,
    length: usize,
    fault: &toml::de::Error,
) -> Option<Mended> {
    let span = fault.span().unwrap_or(0..length);
    let named = |start: &str| fault.message().strip_prefix(start)?.split('`').next().map(str::to_owned);
    let missing = named("missing field `");
    if let Some(number) = span.start.checked_sub(BEYOND) {
        let StandIn { way, kind } = stand_ins.get_mut(number)?;
        let (way, kind_was) = (way.clone(), *kind);
        if let (7, Some(key)) = (kind_was, missing) {
            let way: Way = way.into_iter().chain([At::Key(key)]).collect();
            put(table, stand_ins, &way)?;
            return Some(Mended { way, is_new: false });
        }
        *kind += 1;
        match stand_in(*kind, &span) {
            Some(value) => replace(table, &way, value)?,
            None => take_out(table, &way)?,
        }
        return Some(Mended { way, is_new: false });
    }
    let way = if let Some(key) = named("unknown field `") {
        let way = find(table, &mut |at| match at {
            Found::Entry(name, key_span, value) => {
                name == key && (*key_span == span || value.span() == span || covers(key_span, &span))
            }
            Found::Table(_) | Found::Element(_) => false,
        });
        // Where the place is the table's alone.
        let way = way.or_else(|| Some([find_table(table, length, &span)?, vec![At::Key(key)]].concat()))?;
        take_out(table, &way)?;
        way
    } else if let Some(key) = missing {
        let way = [find_table(table, length, &span)?, vec![At::Key(key)]].concat();
        put(table, stand_ins, &way)?;
        way
    } else {
        let way = find(table, &mut |at| match at {
            Found::Entry(_, _, value) | Found::Element(value) => value.span() == span,
            Found::Table(_) => false,
        })?;
        put(table, stand_ins, &way)?;
        way
    };
    Some(Mended { way, is_new: true })
}

fn covers(key: &Range<usize>, span: &Range<usize>) -> bool {
    key.start <= span.start && span.end <= key.end
}

/// Puts the first kind of stand-in there.
fn put(table: &mut DeTable<'_>, stand_ins: &mut Vec<StandIn>, way: &Way) -> Option<()> {
    let at = BEYOND + stand_ins.len();
    stand_ins.push(StandIn { way: way.clone(), kind: 0 });
    replace(table, way, stand_in(0, &(at..at))?)
}

/// What is looked at on the way through a table.
enum Found<'a, 't> {
    /// An entry of a table: its key, where that stands, its value.
    Entry(&'a str, &'a Range<usize>, &'a Spanned<DeValue<'t>>),
    /// An element of a list.
    Element(&'a Spanned<DeValue<'t>>),
    /// A table, by its place.
    Table(&'a Range<usize>),
}

/// The way to the table that stands at a place.
fn find_table(table: &DeTable<'_>, length: usize, span: &Range<usize>) -> Option<Way> {
    let found = find(table, &mut |at| matches!(at, Found::Table(place) if place == span));
    // The whole file is the outermost one.
    found.or_else(|| (*span == (0..length)).then(Vec::new))
}

/// The way to the innermost of what is wanted.
fn find(table: &DeTable<'_>, wanted: &mut dyn FnMut(Found<'_, '_>) -> bool) -> Option<Way> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref();
        let rest = match within(value, wanted) {
            Some(deeper) => deeper,
            None => wanted(Found::Entry(name, &key.span(), value)).then(Vec::new)?,
        };
        Some([vec![At::Key(name.to_string())], rest].concat())
    })
}

fn within(value: &Spanned<DeValue<'_>>, wanted: &mut dyn FnMut(Found<'_, '_>) -> bool) -> Option<Way> {
    match value.get_ref() {
        DeValue::Table(table) => match find(table, wanted) {
            Some(way) => Some(way),
            None => wanted(Found::Table(&value.span())).then(Vec::new),
        },
        DeValue::Array(array) => array.iter().enumerate().find_map(|(place, element)| {
            let rest = match within(element, wanted) {
                Some(way) => way,
                None => wanted(Found::Element(element)).then(Vec::new)?,
            };
            Some([vec![At::Place(place)], rest].concat())
        }),
        _ => None,
    }
}

/// The value that a way leads to.
fn value_at<'a, 't>(table: &'a mut DeTable<'t>, way: &[At]) -> Option<&'a mut Spanned<DeValue<'t>>> {
    let (first, rest) = way.split_first()?;
    let At::Key(key) = first else { return None };
    let mut value = table.get_mut(key.as_str())?;
    for at in rest {
        value = match (at, value.as_mut()) {
            (At::Key(key), DeValue::Table(table)) => table.get_mut(key.as_str())?,
            (At::Place(place), DeValue::Array(array)) => array.get_mut(*place)?,
            _ => return None,
        };
    }
    Some(value)
}

/// Puts a value where a way leads to.
fn replace<'t>(table: &mut DeTable<'t>, way: &[At], value: Spanned<DeValue<'t>>) -> Option<()> {
    if let Some(place) = value_at(table, way) {
        *place = value;
        return Some(());
    }
    let (At::Key(key), above) = way.split_last()? else { return None };
    let key = Spanned::new(value.span(), Cow::Owned(key.clone()));
    table_at(table, above)?.insert(key, value);
    Some(())
}

/// Takes an entry out. An element of a list stays, since the others would move: nothing is done then.
fn take_out(table: &mut DeTable<'_>, way: &[At]) -> Option<()> {
    let (At::Key(key), above) = way.split_last()? else { return None };
    table_at(table, above)?.remove(key.as_str()).map(|_| ())
}

fn table_at<'a, 't>(table: &'a mut DeTable<'t>, way: &[At]) -> Option<&'a mut DeTable<'t>> {
    if way.is_empty() {
        return Some(table);
    }
    match value_at(table, way)?.as_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}
