//! Frames of the plainest kind, read without a table in between: lines of as many fields as the head, nothing in quotes, ids
//! of digits. Whatever is another file, or in which anything is doubtful, is left to the reader of all tables, which takes it
//! or says what is wrong with it. So this one refuses nothing; it only spares work.

use std::collections::{HashMap, HashSet};

/// What the columns of a head are.
pub struct Wanted<'n> {
    /// The heading of the ids.
    pub id: &'n str,
    /// The heading of the strata, if there are any.
    pub stratum: Option<&'n str>,
    /// Whether a cell stands for a column that is wanted.
    pub known: &'n dyn Fn(&str) -> bool,
}

/// The entries of a frame, where they were read.
pub struct Plain<'t> {
    /// The strata in the order in which they came.
    pub strata: Vec<&'t str>,
    /// Of each entry its stratum's place and its id.
    pub entries: Vec<(u32, &'t str)>,
    /// Headings of the columns that are not read.
    pub unread: Vec<&'t str>,
}

/// The most bytes, lines and fields that are read so: below what any reader takes.
const MOST: (usize, usize, usize) = (256 << 20, 4_000_000, 12);
/// The longest line, below what any cell may have.
const LONGEST: usize = 30_000;

/// Reads a frame. `None`: it is not of the plainest kind.
pub fn read<'t>(bytes: &'t [u8], wanted: &Wanted<'_>) -> Option<Plain<'t>> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MOST.0)?;
    let (head, rest) = text.split_once('\n')?;
    let columns = Columns::of(head, wanted)?;
    let unread = columns.unread(head);
    let mut plain = Plain { strata: Vec::new(), entries: Vec::new(), unread };
    let lines = rest.strip_suffix('\n').unwrap_or(rest);
    let about = lines.len() / lines.split('\n').next().map_or(1, |line| line.len().max(8));
    plain.entries.reserve(about.min(MOST.1));
    let (mut noughts, mut places) = (false, HashMap::new());
    let mut last: Option<(u32, &str)> = None;
    for line in lines.split('\n') {
        let (first, id, stratum) = columns.fields(line)?;
        if !is_number(first)
            || !is_number(id)
            || (plain.entries.is_empty() && first.trim_start_matches('0') == "1")
        {
            return None;
        }
        let place = match last.filter(|(_, known)| *known == stratum) {
            Some((place, _)) => place,
            None => {
                let next = u32::try_from(plain.strata.len()).ok()?;
                let place = *places.entry(stratum).or_insert(next);
                if place == next {
                    plain.strata.push(stratum);
                }
                place
            }
        };
        last = Some((place, stratum));
        noughts = noughts || id.starts_with('0');
        plain.entries.push((place, id));
        if plain.entries.len() >= MOST.1 {
            return None;
        }
    }
    let fits = |stratum: &&str| wanted.stratum.is_none() || (is_word(stratum) && !(wanted.known)(stratum));
    let alike = noughts && are_alike(&plain.entries);
    (!alike && plain.strata.iter().all(fits)).then_some(plain)
}

/// Whether two ids may be one number: noughts before it say nothing to a spreadsheet program.
fn are_alike(entries: &[(u32, &str)]) -> bool {
    let mut numbers = HashSet::with_capacity(entries.len());
    entries.iter().any(|(_, id)| !numbers.insert(id.trim_start_matches('0')))
}

/// Where the wanted columns stand, among how many.
struct Columns {
    id: usize,
    stratum: Option<usize>,
    commas: usize,
}

impl Columns {
    fn of(head: &str, wanted: &Wanted<'_>) -> Option<Self> {
        let fields: Vec<&str> = head.split(',').collect();
        let odd = |field: &&str| {
            field.trim().is_empty() || field.contains(['"', '\r', '\t', ';', '，', '\u{feff}'])
        };
        if fields.len() > MOST.2 || fields.iter().any(odd) || wanted.stratum == Some(wanted.id) {
            return None;
        }
        let place = |name: &str| fields.iter().position(|field| *field == name);
        let (id, stratum) = (place(wanted.id)?, wanted.stratum.map(place));
        let known = fields.iter().filter(|field| (wanted.known)(field)).count();
        let stratum = match stratum {
            Some(place) => Some(place?),
            None => None,
        };
        (known == 1 + usize::from(stratum.is_some())).then_some(Self {
            id,
            stratum,
            commas: fields.len() - 1,
        })
    }

    /// The headings of the other columns.
    fn unread<'t>(&self, head: &'t str) -> Vec<&'t str> {
        let fields = head.split(',').enumerate();
        fields.filter(|(at, _)| *at != self.id && Some(*at) != self.stratum).map(|(_, field)| field).collect()
    }

    /// The first field of a line, its id and its stratum.
    fn fields<'t>(&self, line: &'t str) -> Option<(&'t str, &'t str, &'t str)> {
        if line.is_empty() || line.len() > LONGEST {
            return None;
        }
        let (mut from, mut place) = (0, 0);
        let (mut first, mut id, mut stratum) = ("", "", "");
        let bytes = line.as_bytes();
        for at in 0..=bytes.len() {
            match bytes.get(at) {
                None | Some(b',') => {
                    let field = line.get(from..at)?;
                    if place == 0 {
                        first = field;
                    }
                    if place == self.id {
                        id = field;
                    }
                    if Some(place) == self.stratum {
                        stratum = field;
                    }
                    (from, place) = (at + 1, place + 1);
                }
                Some(b'"' | b'\r' | b'\t' | b';') => return None,
                // The full-width comma.
                Some(0xef) if bytes.get(at..at + 3) == Some("，".as_bytes()) => return None,
                _ => {}
            }
        }
        (place == self.commas + 1).then_some((first, id, stratum))
    }
}

/// Digits alone.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Letters and digits alone.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphanumeric)
}
