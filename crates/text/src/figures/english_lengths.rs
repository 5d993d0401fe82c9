//! Whether a number before `m` is a length or a million.

use super::english_spelled::word;
use super::signs::Signs;

/// Whether words around say that a number before `m` is a length: `1.5m high`, `a depth of 2.5m`.
pub(super) fn is_length(signs: &Signs, at: usize, behind: usize) -> bool {
    const BEHIND: [&str; 20] = [
        "long", "wide", "high", "deep", "tall", "thick", "above", "below", "away", "apart", "x", "fence",
        "wall", "pool", "track", "sprint", "by", "line", "strip", "gap",
    ];
    const BEFORE: [&str; 12] = [
        "depth",
        "height",
        "length",
        "width",
        "distance",
        "level",
        "diameter",
        "tall",
        "measuring",
        "walked",
        "swam",
        "jumped",
    ];
    let follows =
        word(signs, signs.skip_blanks(behind)).is_some_and(|(word, _)| BEHIND.contains(&word.as_str()));
    let from = super::story::sentence_start(signs, at);
    follows
        || (from..at).any(|at| {
            BEFORE.iter().any(|word| signs.has(at, word)) && !signs.before(at).is_ascii_alphabetic()
        })
}
