//! The figures of a text beside those of a register.
//!
//! A figure of the text and one of the register are of the same thing if their words are: what is counted, the place that
//! the sentence names, the words around it. Nothing is taken over; where two things could be meant, both are told.

mod speaks;

use serde::Serialize;

use crate::figures::{Change, Figure, Kind, Qualifier, Value};
use crate::fold::fold;

/// A figure that a register counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// What the register calls it; told with the verdict.
    pub name: String,
    /// Words for what is counted, in any script: one of them must be what the text counts, or the verb before it.
    pub words: Vec<String>,
    /// Words of its sentence that speak for this one among several: a verb, a round, a class of units.
    pub nearby: Vec<String>,
    /// Words of which its sentence must have one for it to be meant: those of a round. Empty: it may be meant anywhere.
    pub needed: Vec<String>,
    /// Words that speak of another one, such as a round that this one is not of: a clause with one of them and none of the
    /// needed ones does not mean it.
    pub barred: Vec<String>,
    /// Words of its state, of which the clause of the figure, what is counted or the verb must have one: only what is closed is
    /// meant by `已销号919条`. Empty: it is the whole.
    pub state: Vec<String>,
    /// The place that it is of, as texts name it; `None` if it has none. Where a sentence names other places as well as
    /// home, both may be meant.
    pub place: Option<String>,
    /// What sort of number it is.
    pub kind: Kind,
    /// What the register counts.
    pub value: Value,
}

/// Why a figure of a text is not held against the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aside {
    /// It is told in a story.
    Story,
    /// It belongs to the page.
    Furniture,
    /// It is a date, a time or which one in a row.
    NoCount,
}

/// What the register says of a figure of a text. Numbers are places in the list that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// The register counts this, or what the words around it allow (20 % or more: 25 %).
    Agrees {
        /// Which figure of the register.
        with: usize,
    },
    /// Several figures could be meant, such as those of every class and round, and the words allow each of them.
    AgreesWithAll {
        /// Which ones.
        with: Vec<usize>,
    },
    /// It counts something else.
    Differs {
        /// Which figure of the register.
        with: usize,
        /// The distance of both values.
        by: Value,
        /// Whether the register counts more than the text says.
        register_has_more: bool,
    },
    /// Several figures could be meant, and they do not have one value.
    Ambiguous {
        /// Which ones.
        candidates: Vec<usize>,
    },
    /// The register counts no such thing.
    NotKnown,
    /// It is not held against the register.
    Aside {
        /// Why.
        why: Aside,
    },
}

/// The verdict on each figure of a text, in their order. `home` is the place that the text is of where it names none.
pub fn reconcile(text: &str, figures: &[Figure], register: &[Counted], home: Option<&str>) -> Vec<Verdict> {
    let words: Vec<Words> = register.iter().map(Words::of).collect();
    let of = |at: usize| {
        let Some(figure) = figures.get(at) else { return Verdict::NotKnown };
        let last = at.checked_sub(1).and_then(|at| figures.get(at)).map_or(0, |last| last.span.end);
        let next = figures.get(at + 1).map_or(text.len(), |next| next.span.start);
        verdict(&Told::of(text, figure, last..next), register, &words, home)
    };
    (0..figures.len()).map(of).collect()
}

/// A figure with the words around it, folded.
struct Told<'a> {
    figure: &'a Figure,
    sentence: String,
    before: String,
    clause: String,
    counted: String,
    verb: String,
}

impl<'a> Told<'a> {
    /// `between`: where the figures beside it end and begin.
    fn of(text: &str, figure: &'a Figure, between: std::ops::Range<usize>) -> Self {
        Self {
            figure,
            sentence: fold(sentence(text, figure.span.start)),
            before: fold(before(text, figure.span.start)),
            clause: fold(clause(text, figure, between)),
            counted: figure.counted.as_deref().map(fold).unwrap_or_default(),
            verb: figure.verb.as_deref().map(fold).unwrap_or_default(),
        }
    }
}

/// The folded words of a figure of the register.
struct Words {
    counted: Vec<String>,
    nearby: Vec<String>,
    needed: Vec<String>,
    barred: Vec<String>,
    state: Vec<String>,
    place: Option<String>,
}

impl Words {
    fn of(counted: &Counted) -> Self {
        let folded =
            |words: &[String]| words.iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect();
        Self {
            counted: folded(&counted.words),
            nearby: folded(&counted.nearby),
            needed: folded(&counted.needed),
            barred: folded(&counted.barred),
            state: folded(&counted.state),
            place: counted.place.as_deref().map(fold),
        }
    }
}

fn verdict(told: &Told<'_>, register: &[Counted], words: &[Words], home: Option<&str>) -> Verdict {
    let figure = told.figure;
    let aside = match figure.kind {
        _ if figure.furniture => Some(Aside::Furniture),
        _ if figure.story => Some(Aside::Story),
        Kind::Date | Kind::Time | Kind::Ordinal => Some(Aside::NoCount),
        _ => None,
    };
    if let Some(why) = aside {
        return Verdict::Aside { why };
    }
    // How much something grew and what it was before is not what the register counts now, nor is a negative number.
    let is_change = matches!(figure.change, Some(Change::By | Change::From));
    let is_negative = figure.direction.is_some() && figure.change.is_none();
    if speaks::of_rounds(&figure.unit) {
        return Verdict::NotKnown;
    }
    if is_change || is_negative || speaks::of_another_time(&told.before) || speaks::of_a_plan(&told.before) {
        return Verdict::NotKnown;
    }
    if speaks::of_another_actor(&told.clause, home.map(fold).as_deref()) {
        return Verdict::NotKnown;
    }
    let candidates = candidates(told, register, words, home);
    let values = candidates.iter().filter_map(|at| register.get(*at)).map(|one| one.value);
    let all_same = values.clone().all(|value| Some(value) == values.clone().next());
    // 20 % or more: whichever is meant, it agrees.
    let all_agree = values.clone().all(|value| agrees(figure, value));
    match candidates.as_slice() {
        [] => Verdict::NotKnown,
        [first, ..] if all_same => match register.get(*first) {
            Some(one) => compared(figure, one.value, *first),
            None => Verdict::NotKnown,
        },
        _ if all_agree => Verdict::AgreesWithAll { with: candidates },
        _ => Verdict::Ambiguous { candidates },
    }
}

/// The figures of the register that fit best, all that fit equally well.
fn candidates(told: &Told<'_>, register: &[Counted], words: &[Words], home: Option<&str>) -> Vec<usize> {
    let Told { figure, sentence, before, clause, counted, verb } = told;
    let home = home.map(fold);
    let named = |words: &Words| words.place.as_ref().is_some_and(|place| sentence.contains(place.as_str()));
    let mut best = (0, Vec::new());
    for (at, (one, words)) in register.iter().zip(words).enumerate() {
        let is_named = named(words);
        let here = match &words.place {
            None => true,
            Some(place) => is_named || home.as_ref().is_none_or(|home| home == place),
        };
        if !here || !same_sort(figure.kind, one.kind) {
            continue;
        }
        let has = |words: &[String]| words.iter().any(|word| stands(clause, word));
        if has(&words.barred) && !has(&words.needed) {
            continue;
        }
        let in_state =
            |word: &String| clause.contains(word.as_str()) || counted.contains(word.as_str()) || verb == word;
        if !words.state.is_empty() && !words.state.iter().any(in_state) {
            continue;
        }
        // What was not done, or was sent back, is not what was done; unless the register counts just that.
        let own = || words.state.iter().chain(&words.nearby).chain(&words.counted);
        if speaks::of_the_contrary(clause).iter().any(|word| !own().any(|own| own.contains(word))) {
            continue;
        }
        let Some(stands) = needed(&words.needed, clause, before) else { continue };
        let of_verb = || fit(verb, &words.counted).map(|_| 1);
        let Some(fit) = fit(counted, &words.counted).or_else(of_verb) else { continue };
        let near = |text: &str| words.nearby.iter().filter(|word| text.contains(word.as_str())).count();
        // What is counted says most, then the place that is named, then the state, the clause, the sentence.
        let score = fit * 100_000
            + usize::from(is_named) * 50_000
            + usize::from(!words.state.is_empty()) * 10_000
            + near(clause) * 1_000
            + near(sentence) * 100
            + stands;
        match score.cmp(&best.0) {
            std::cmp::Ordering::Greater => best = (score, vec![at]),
            std::cmp::Ordering::Equal => best.1.push(at),
            std::cmp::Ordering::Less => {}
        }
    }
    best.1
}

/// Whether a word for a round stands in a text: `三轮` does not stand in `第三轮`, nor `round 1` in `round 12`.
fn stands(text: &str, word: &str) -> bool {
    place_of(text, word).is_some()
}

/// Where it stands last.
fn place_of(text: &str, word: &str) -> Option<usize> {
    let is_free = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + word.len()..).and_then(|behind| behind.chars().next());
        let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
        let ends = word.chars().next_back().is_some_and(|sign| sign.is_ascii_digit());
        before != Some('第')
            && !(ends && digit(behind))
            && !(word.starts_with(|sign: char| sign.is_ascii_digit()) && digit(before))
    };
    text.match_indices(word).map(|(at, _)| at).filter(is_free).last()
}

fn same_sort(one: Kind, other: Kind) -> bool {
    one == other
}

/// How well a word fits what is counted: the same best, then at the end of it, where the head of a Chinese or English noun
/// stands, then anywhere; longer words better. `None` if none does.
fn fit(counted: &str, words: &[String]) -> Option<usize> {
    let one = |word: &String| {
        let length = word.chars().count();
        if counted == word {
            Some(200 + length)
        } else if counted.ends_with(word.as_str()) {
            Some(100 + length)
        } else if counted.contains(word.as_str()) && length > 1 {
            Some(length)
        } else {
            None
        }
    };
    words.iter().filter_map(one).max()
}

/// How near before a figure the words stand of which it must have one, at most 99; 1 where one stands behind it in its own
/// clause (`143 of them in round 2`) and `None` if there is none of them.
fn needed(words: &[String], clause: &str, before: &str) -> Option<usize> {
    if words.is_empty() {
        return Some(0);
    }
    let behind = |word: &String| {
        let at = place_of(before, word)?;
        before.get(at + word.len()..).map(|rest| rest.chars().count())
    };
    let nearest = words.iter().filter_map(behind).min();
    let in_clause = || words.iter().any(|word| stands(clause, word)).then_some(1);
    nearest.map(|distance| 99 - distance.min(90)).or_else(in_clause)
}

/// What stands in the sentence before a place.
fn before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let end = |(from, sign): (usize, char)| is_sentence_end(sign).then_some(from + sign.len_utf8());
    let start = head.char_indices().rev().find_map(end).unwrap_or(0);
    head.get(start..).unwrap_or_default()
}

/// The sentence around a place.
fn sentence(text: &str, at: usize) -> &str {
    part(text, at, at, is_sentence_end)
}

fn is_sentence_end(sign: char) -> bool {
    matches!(sign, '。' | '！' | '？' | '!' | '?' | '\n')
}

/// The clause around a figure. In English `and` parts what two figures tell: `919 are closed and 481 overdue`.
fn clause<'t>(text: &'t str, figure: &Figure, between: std::ops::Range<usize>) -> &'t str {
    let is_end = |sign: char| {
        matches!(sign, '。' | '！' | '？' | '!' | '?' | '\n' | '，' | '；' | ';' | '、') || sign == ','
    };
    let std::ops::Range { start, end } = part_range(text, figure.span.start, figure.span.end, is_end);
    let and = " and ";
    let head = between.start.max(start)..figure.span.start;
    let last = text.get(head.clone()).and_then(|head| head.rfind(and));
    let from = last.map_or(start, |at| head.start + at + and.len());
    let tail = figure.span.end..between.end.min(end);
    let next = text.get(tail.clone()).filter(|_| between.end < end).and_then(|tail| tail.find(and));
    let to = next.map_or(end, |at| tail.start + at);
    text.get(from..to).unwrap_or_default()
}

fn part(text: &str, from: usize, to: usize, is_end: impl Fn(char) -> bool) -> &str {
    text.get(part_range(text, from, to, is_end)).unwrap_or_default()
}

fn part_range(text: &str, from: usize, to: usize, is_end: impl Fn(char) -> bool) -> std::ops::Range<usize> {
    let before = text.get(..from).unwrap_or_default();
    let behind = text.get(to..).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .find(|(_, sign)| is_end(*sign))
        .map_or(0, |(at, sign)| at + sign.len_utf8());
    start..to + behind.find(is_end).unwrap_or(behind.len())
}

/// The value of a figure as the register counts it: shares are in per cent, also `a quarter`.
fn in_per_cent(figure: &Figure) -> Value {
    let part = figure.kind == Kind::Share && figure.unit.is_empty();
    let hundredfold =
        || Value::fraction(figure.value.numerator().checked_mul(100)?, figure.value.denominator());
    part.then(hundredfold).flatten().unwrap_or(figure.value)
}

/// Whether what the register counts is what the words of a figure allow.
fn agrees(figure: &Figure, register: Value) -> bool {
    let told = in_per_cent(figure);
    // A tenth around a value that is told as nearly or about it.
    let tenth = |value: Value, tenths: u128| {
        Value::fraction(value.numerator() * tenths, value.denominator() * 10).unwrap_or(value)
    };
    match figure.qualifier {
        Qualifier::Exact => register == told,
        Qualifier::AtLeast => register >= told,
        Qualifier::MoreThan => register > told,
        Qualifier::AtMost => register <= told,
        Qualifier::LessThan => register < told,
        Qualifier::Nearly => register <= told && register >= tenth(told, 9),
        Qualifier::About => register <= tenth(told, 11) && register >= tenth(told, 9),
    }
}

fn compared(figure: &Figure, register: Value, with: usize) -> Verdict {
    if agrees(figure, register) {
        return Verdict::Agrees { with };
    }
    let told = in_per_cent(figure);
    Verdict::Differs { with, by: register.distance(told), register_has_more: register > told }
}
