//! Figures that are told in a story and say nothing of the programme itself.

use super::signs::Signs;

/// Who tells something, and how telling is called; folded. Both must stand before the figure in its sentence.
const TELLERS: &str = "有的|有人|有同志|有干部|有代表|他|她|一位|一名|某|老人|老党员|老校长|发言人|有位|大家|网友|记者|群众|\
                       村民|书记|同志|自己";
const TELLS: &str = "讲到|谈到|谈及|说到|提到|回忆|讲述|说起|提起|说,|说:|说道|讲起|感慨|举例|坦言|听说|写道|回顾|引用|\
                     想起|记得";
/// What makes a story by itself.
const ALONE: &str =
    "曾经|曾|据说|相传|当年|那年|小时候|年轻时|历史上|古人|故事|从前|传说|寓言|典故|电影|书中写|回想";
const ENGLISH: &str = "recalled|recalls|remembered|told how|told of|told the story|tells how|once |legend|the story of|\
                       anecdote|as a child|spoke of how|spoke about how|reminded the others|reminded us|in his youth|\
                       years ago|back in|quoted|cited the case|described how|as a young|in her village|in his village";

/// Whether the sentence tells a story up to this place.
pub(super) fn is_story(signs: &Signs, at: usize) -> bool {
    let from = sentence_start(signs, at);
    let told: String = signs.folded.get(from..at).unwrap_or_default().iter().collect();
    let tell = TELLS.split('|').filter_map(|word| told.find(word)).min();
    let teller = |tell: usize| {
        told.get(..tell).is_some_and(|before| TELLERS.split('|').any(|word| before.contains(word)))
    };
    tell.is_some_and(teller)
        || ALONE.split('|').any(|word| told.contains(word))
        || ENGLISH.split('|').any(|word| told.contains(word))
}

/// Where the sentence begins in which a place is.
pub(super) fn sentence_start(signs: &Signs, at: usize) -> usize {
    let mut from = at;
    while from > 0 {
        match signs.before(from) {
            '。' | '!' | '?' | '\n' => break,
            // A point ends a sentence before a blank and a letter.
            '.' if signs.at(from) == ' ' && !signs.at(from + 1).is_ascii_digit() => break,
            _ => from -= 1,
        }
    }
    from
}
