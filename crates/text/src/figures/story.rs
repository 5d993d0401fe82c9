//! Figures that are told in a story and say nothing of the programme itself.

use super::signs::Signs;

/// Who tells something, and how telling is called; folded. Both must stand before the figure in its sentence.
const TELLERS: &str = "有的|有人|有同志|有干部|有代表|他|她|一位|一名|某|老人|老党员|老校长|发言人|有位|大家|网友|记者|群众|\
                       村民|书记|同志|自己|同仁|同事|家长|患者|志工|志愿者|老师|学生|老乡|大爷|大妈|阿姨|师傅|农户|居民";
const TELLS: &str = "讲到|谈到|谈及|说到|提到|说起|提起|说,|说:|说道|讲起|感慨|举例|坦言|听说|写道|引用|分享|告诉|介绍,|介绍:|\
                     说“|说\"";
/// Telling that is always a memory: whoever does it.
const MEMORIES: &str = "回忆|讲述|想起|记得|忆起|回想|追忆|谈起往事|讲了自己|讲起自己";
/// What makes a story by itself.
const ALONE: &str = "曾经|曾|据说|相传|当年|那年|小时候|年轻时|历史上|古人|故事|从前|传说|寓言|典故|电影|书中写|他家|她家|我家|俺家|咱家";
/// Whoever speaks of these speaks of what is reported, however the sentence begins: `他说，全县共检查126家`.
const REPORTED: &str = "全县|全市|全省|全区|全镇|全乡|全州|全院|全校|全国|全厂|全系统|我县|我市|我省|我区|我局|我院|我校|本县|本市|本院|\
                        各级|各地|各单位|共检查|共查|共排查|共开展|共召开|累计|截至";
/// Who speaks of their own in a quotation.
const FIRST: &str = "我|俺|咱";
const ENGLISH: &str = "recalled|recalls|remembered|told how|told of|told the story|tells how|once |legend|the story of|\
                       anecdote|as a child|spoke of how|spoke about how|reminded the others|reminded us|in his youth|\
                       years ago|back in|quoted|cited the case|described how|as a young|in her village|in his village|remembers|\
                       looked back on|in my |when i was";
/// Telling in English, and whose own it is that is told.
const ENGLISH_TELLS: &str = "told us|told me|told the |said that |says that |said he|said she|told inspectors|told staff|told our|shared that";
const ENGLISH_OWN: &str = " she | he | her | his | my | i | they had | herself| himself";

fn has(text: &str, words: &str) -> bool {
    words.split('|').any(|word| text.contains(word))
}

/// Whether the sentence tells a story up to this place, or the place is in a quotation in which somebody speaks of their own.
pub(super) fn is_story(signs: &Signs, at: usize) -> bool {
    let from = sentence_start(signs, at);
    is_told(signs, from, at) || quotation(signs, at).is_some_and(|quoted| is_own(signs, &quoted))
}

fn text(signs: &Signs, range: std::ops::Range<usize>) -> String {
    signs.folded.get(range).unwrap_or_default().iter().collect()
}

fn is_told(signs: &Signs, from: usize, at: usize) -> bool {
    let told = text(signs, from..at);
    // A sentence of a report in which a report is told: `全省回顾一年来的工作`.
    let reports = has(&told, REPORTED);
    let tell = TELLS.split('|').filter_map(|word| told.find(word)).min();
    let teller = |tell: usize| told.get(..tell).is_some_and(|before| has(before, TELLERS));
    let weak =
        tell.is_some_and(|tell| teller(tell) && !told.get(tell..).is_some_and(|rest| has(rest, REPORTED)));
    let memory = MEMORIES.split('|').filter_map(|word| told.find(word)).min();
    let strong = memory.is_some_and(|tell| {
        let before = told.get(..tell).unwrap_or_default();
        (has(before, TELLERS) || !reports) && !before.is_empty() && !before.ends_with('会')
    });
    let rest = || {
        let words = ENGLISH_TELLS.split('|').filter_map(|word| told.find(word).map(|at| at + word.len() - 1));
        words.min().and_then(|at| told.get(at..)).map(str::to_owned)
    };
    let english = rest().is_some_and(|rest| has(&format!(" {rest} "), ENGLISH_OWN));
    weak || strong || english || has(&told, ALONE) || has(&told, ENGLISH)
}

/// The quotation around a place, which may hold several sentences.
fn quotation(signs: &Signs, at: usize) -> Option<std::ops::Range<usize>> {
    let mut open = None;
    for place in 0..at {
        match signs.at(place) {
            '“' | '「' => open = Some(place + 1),
            '”' | '」' => open = None,
            '"' => open = if open.is_some() { None } else { Some(place + 1) },
            _ => {}
        }
    }
    let end = (at..signs.len()).find(|at| matches!(signs.at(*at), '”' | '」' | '"')).unwrap_or(signs.len());
    open.map(|open| open..end)
}

/// Whether somebody speaks of their own in a quotation, or it belongs to a memory.
fn is_own(signs: &Signs, quoted: &std::ops::Range<usize>) -> bool {
    let said = text(signs, quoted.clone());
    let led = text(signs, sentence_start(signs, quoted.start.saturating_sub(1))..quoted.start);
    let long = quoted.end - quoted.start > 6;
    // `我县`, `我们要`: an office speaks.
    let office = has(&said, REPORTED) || has(&said, "我们要|我们将|我局|我们必须");
    let i = said.starts_with("i ") || has(&said, " i | my | me |i'm|i've|i’ve");
    long && (has(&said, FIRST) && !office || i || has(&led, MEMORIES) && !led.is_empty())
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
