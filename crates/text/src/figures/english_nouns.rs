//! What an English figure counts: the noun behind it, before its verb, or what money was spent on.

use super::english_spelled::{is_plural_word, small, word, word_before};
use super::english_words::{CHANGES, COPULAS, MONTHS, STOPS};
use super::figure::Kind;
use super::number::Number;
use super::signs::Signs;

/// Whether a word is no part of a noun.
pub(super) fn is_stop(word: &str) -> bool {
    STOPS.has(word)
}

/// Whether `than` stands at a place.
pub(super) fn is_than(signs: &Signs, at: usize) -> bool {
    word(signs, signs.skip_blanks(at)).is_some_and(|(word, _)| word == "than")
}

/// `4.6 out of 5`, `rated 4.6`, `a score of 82`: points of a mark.
pub(super) fn is_score(signs: &Signs, one: &Number, kind: Kind, unit: &str, has_noun: bool) -> bool {
    if kind != Kind::Count || !unit.is_empty() || has_noun {
        return false;
    }
    let (start, end) = (one.signs.start, one.signs.end);
    let sentence = super::story::sentence_start(signs, start);
    let rated = (sentence..start)
        .any(|at| RATED.iter().any(|word| signs.has(at, word)) && !signs.before(at).is_ascii_alphabetic());
    let out_of = signs.has(end, " out of ") || signs.ends(start, " out of ");
    let over = signs.at(end) == '/' && signs.at(end + 1).is_ascii_digit() && one.value.denominator() > 1;
    over || rated && (one.value.denominator() > 1 || signs.ends(start, " of ") || out_of)
        || out_of && one.value.denominator() > 1
}

const RATED: [&str; 5] = ["rated", "rating", "score", "marks", "index"];

/// What money was spent on and what was weighed: `£1.2m on agency staff`, `46 kg of drugs`, `£41m is for roads`.
pub(super) fn spent_on(signs: &Signs, at: usize) -> Option<String> {
    let mut from = at;
    if let Some((_, end)) =
        word(signs, from).filter(|(word, _)| matches!(word.as_str(), "is" | "was" | "are" | "were"))
    {
        from = signs.skip_blanks(end);
    }
    let (link, end) = word(signs, from)?;
    let mut start = signs.skip_blanks(end);
    while let Some((_, end)) =
        word(signs, start).filter(|(word, _)| matches!(word.as_str(), "the" | "its" | "their" | "our"))
    {
        start = signs.skip_blanks(end);
    }
    let (noun, _) = noun_words(signs, start)?;
    let fits = match link.as_str() {
        "on" | "for" => !MONTHS.has(&noun) && !noun.ends_with("day"),
        "of" => from == at,
        "in" => from == at && is_plural_word(noun.rsplit(' ').next().unwrap_or_default()),
        _ => false,
    };
    fits.then(|| signs.raw(start..start + noun.chars().count()))
}

/// The noun that follows: words up to one that is none.
pub(super) fn noun_behind(signs: &Signs, at: usize, is_share: bool) -> Option<String> {
    let mut from = at;
    // `20 % of the units`, `three of the units`.
    for skipped in ["of", "every", "each", "the", "all", "its", "their", "these", "our"] {
        let skips = |word: &str| word == skipped && (is_share || skipped != "all");
        if let Some((_, end)) = word(signs, from).filter(|(word, _)| skips(word)) {
            from = signs.skip_blanks(end);
        }
    }
    if !is_share && from != at && !signs.has(at, "of") {
        return None;
    }
    if signs.at(from) == '-' && signs.at(from + 1).is_ascii_alphabetic() {
        from += 1;
    }
    // `68% achieved five grades`: a form of a verb right behind a share.
    if is_share && from == at && word(signs, from).is_some_and(|(word, _)| is_participle(&word)) {
        return None;
    }
    let (noun, end) = noun_words(signs, from)?;
    // `of the county's 260 homes`: nobody's head; `a 12 per cent fall`: how it changed.
    let last = noun.rsplit(' ').next().unwrap_or_default();
    let is_no_head = noun.ends_with("'s") || signs.at(end) == '’' || is_share && CHANGES.has(last);
    (!is_no_head).then(|| signs.raw(from..end))
}

/// The words of a noun, folded, and its end. What follows a word in the plural is no part of it (`nurses work`), unless
/// it is one itself (`sports clubs`).
fn noun_words(signs: &Signs, from: usize) -> Option<(String, usize)> {
    let (mut end, mut next, mut plural) = (from, from, false);
    for _ in 0..4 {
        let Some((word, behind)) = word(signs, next) else { break };
        let is_number = small(&word).is_some() && word != "no";
        let follows = end > from;
        // `lost-time injuries`: what is joined is no verb.
        let joined = signs.at(behind) == '-' && signs.at(behind + 1).is_ascii_alphabetic();
        if (follows || !joined) && is_stop(&word)
            || is_number
            || is_adverb(&word)
            || is_participle(&word) && (follows || !goes_on(signs, behind))
            || plural && !is_plural_word(&word)
        {
            break;
        }
        plural = is_plural_word(&word) && !is_like_singular(&word);
        end = behind;
        if signs.at(behind) == '-' && signs.at(behind + 1).is_ascii_alphabetic() {
            (next, plural) = (behind + 1, false);
            continue;
        }
        if signs.at(behind) != ' ' {
            break;
        }
        next = signs.skip_blanks(behind);
    }
    (end > from).then(|| ((from..end).map(|at| signs.at(at)).collect(), end))
}

/// Words in the plural that describe what follows: `sales staff`, `women workers`.
fn is_like_singular(word: &str) -> bool {
    const WORDS: [&str; 18] = [
        "sales",
        "sports",
        "news",
        "goods",
        "arms",
        "customs",
        "operations",
        "savings",
        "works",
        "series",
        "species",
        "measles",
        "diabetes",
        "premises",
        "women",
        "men",
        "police",
        "children",
    ];
    WORDS.contains(&word) && word != "men"
}

fn is_adverb(word: &str) -> bool {
    const NOUNS: [&str; 9] =
        ["family", "supply", "assembly", "anomaly", "monopoly", "reply", "elderly", "early", "quarterly"];
    word.len() > 4 && word.ends_with("ly") && !NOUNS.contains(&word)
}

/// The noun right before a place: `spending above $10k`.
pub(super) fn noun_before(signs: &Signs, at: usize) -> Option<String> {
    let (name, from) = word_before(signs, at)?;
    let fits = !is_stop(&name)
        && !COPULAS.has(&name)
        && !is_participle_or_past(&name)
        && !signs.before(from).is_ascii_digit();
    fits.then(|| signs.raw(from..signs.skip_blanks_back(at)))
}

fn is_participle_or_past(word: &str) -> bool {
    word.len() > 3
        && (word.ends_with("ed") || word.ends_with("ing") && word != "spending" && word != "funding")
}

/// Whether a noun can follow: another word that is no stop.
fn goes_on(signs: &Signs, at: usize) -> bool {
    signs.at(at) == ' ' && word(signs, at + 1).is_some_and(|(word, _)| !is_stop(&word))
}

/// A verb form that follows a noun: `12 problems solved`.
fn is_participle(word: &str) -> bool {
    word.len() > 4
        && (word.ends_with("ed") || word.ends_with("ing"))
        && !matches!(word, "meeting" | "hearing" | "building" | "training" | "finding")
}

/// The subject before a verb: `The closure rate rose to 91 %`.
pub(super) fn subject(signs: &Signs, at: usize) -> (Option<String>, Option<String>) {
    let sentence = super::story::sentence_start(signs, at);
    let mut end = at;
    let mut verb = None;
    for _ in 0..4 {
        let Some((name, start)) = word_before(signs, end).filter(|(_, start)| *start >= sentence) else {
            break;
        };
        if !COPULAS.has(&name) {
            break;
        }
        if !["to", "at", "of", "by", "now", "only", "from", "between", "a", "the", "an"]
            .contains(&name.as_str())
        {
            verb = Some(name);
        }
        end = start;
    }
    if verb.is_none() && end == at && !is_changed(signs, at) {
        return (
            None,
            word_before(signs, at)
                .map(|(word, _)| word)
                .filter(|word| !is_stop(word) || word == "found" || word == "held"),
        );
    }
    (subject_noun(signs, sentence, end), verb)
}

/// The noun that ends before a place; `Readmissions within 28 days` are readmissions.
fn subject_noun(signs: &Signs, sentence: usize, end: usize) -> Option<String> {
    let noun = plain_noun(signs, sentence, end)?;
    let start = signs.skip_blanks_back(end).saturating_sub(noun.chars().count());
    let digits = signs.skip_blanks_back(start);
    if word_before(signs, digits)
        .is_some_and(|(word, from)| small(&word).is_some() && from + word.len() == digits)
    {
        return None;
    }
    if !signs.before(digits).is_ascii_digit() {
        return Some(head_of(signs, sentence, start, digits).unwrap_or(noun));
    }
    let mut from = digits;
    while from > sentence && (signs.before(from).is_ascii_digit() || matches!(signs.before(from), ',' | '.'))
    {
        from -= 1;
    }
    let (link, from) = word_before(signs, from)?;
    let links = ["within", "of", "in", "under", "over", "after", "for", "with", "among", "at"];
    if links.contains(&link.as_str()) { plain_noun(signs, sentence, from) } else { None }
}

/// `Staffing on nights remained`: the head stands before the words of place and time; `output per worker` is one.
fn head_of(signs: &Signs, sentence: usize, start: usize, end: usize) -> Option<String> {
    const PLACES: [&str; 9] = ["on", "in", "at", "during", "among", "across", "for", "with", "within"];
    let skipped = word_before(signs, end)
        .filter(|(word, _)| matches!(word.as_str(), "the" | "all" | "its" | "our" | "their"));
    let before = skipped.map_or(end, |(_, from)| from);
    let (link, from) = word_before(signs, before).filter(|(_, from)| *from > sentence)?;
    if PLACES.contains(&link.as_str()) {
        return plain_noun(signs, sentence, from);
    }
    if link == "per" {
        let whole = plain_noun(signs, sentence, from)?;
        let begin = signs.skip_blanks_back(from).checked_sub(whole.chars().count())?;
        let mut behind = start;
        while signs.at(behind).is_ascii_alphabetic() {
            behind += 1;
        }
        return Some(signs.raw(begin..behind));
    }
    None
}

fn plain_noun(signs: &Signs, sentence: usize, end: usize) -> Option<String> {
    let mut start = end;
    for _ in 0..4 {
        // `nurse-to-patient` is one word.
        while start < end && signs.before(start) == '-' && signs.before(start - 1).is_ascii_alphabetic() {
            start = word_before(signs, start - 1).map_or(start - 1, |(_, from)| from);
        }
        if start < end && !matches!(signs.before(start), ' ') {
            break;
        }
        let Some((name, from)) = word_before(signs, start).filter(|(_, from)| *from >= sentence) else {
            break;
        };
        let is_first = start == end;
        // Numbers, forms of verbs and sums are no nouns; `council's` is nobody's head.
        let ends = is_stop(&name)
            || small(&name).is_some()
            || super::english_parts::factor(&name).is_some()
            || signs.before(from).is_ascii_digit()
            || matches!(signs.before(from), '\'' | '’')
            || is_first && (is_participle_or_past(&name) || SUMS.contains(&name.as_str()));
        if ends {
            break;
        }
        start = from;
    }
    let noun = signs.raw(start..signs.skip_blanks_back(end).max(start));
    (!noun.is_empty()).then_some(noun)
}

const SUMS: [&str; 6] = ["total", "sum", "average", "maximum", "minimum", "mean"];

/// What was changed by so much: `cut scrap by 12.5 tonnes`.
pub(super) fn object(signs: &Signs, verb: usize, start: usize) -> Option<String> {
    let (by, from) = word_before(signs, start)?;
    let (_, mut at) = word(signs, verb)?;
    at = signs.skip_blanks(at);
    if by != "by" || at >= from {
        return None;
    }
    while let Some((_, end)) =
        word(signs, at).filter(|(word, _)| matches!(word.as_str(), "the" | "its" | "their" | "our"))
    {
        at = signs.skip_blanks(end);
    }
    let noun = signs.raw(at..signs.skip_blanks_back(from).max(at));
    let words = || noun.split(' ');
    let is_noun = !noun.is_empty()
        && words().count() <= 4
        && words().all(|word| {
            !is_stop(&word.to_lowercase())
                && word.chars().all(|sign| sign.is_ascii_alphabetic() || sign == '-')
        });
    is_noun.then_some(noun)
}

fn is_changed(signs: &Signs, at: usize) -> bool {
    word(signs, at).is_some_and(|(word, _)| CHANGES.has(&word))
}
