//! What whoever reviews a problem may want to ask about its words. It is a question and never a verdict: nothing is refused,
//! counted or lowered by it.

/// Something that the words of a problem leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vague {
    /// The instance says no more than the problem does, or hardly anything.
    NoInstance,
    /// The instance names no day, month or year.
    NoDate,
    /// The instance names no number beside its dates.
    NoNumber,
    /// The problem reads as a slogan: it exclaims, or strings phrases of one length together.
    Slogan,
}

impl Vague {
    /// All of them, in the order in which they are asked.
    pub const ALL: &[Self] = &[Self::NoInstance, Self::NoDate, Self::NoNumber, Self::Slogan];

    /// Its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoInstance => "no-instance",
            Self::NoDate => "no-date",
            Self::NoNumber => "no-number",
            Self::Slogan => "slogan",
        }
    }
}

/// Fewer letters than these tell no instance.
const LEAST_LETTERS: usize = 8;
/// So many phrases of one length in a row are a slogan.
const PHRASES: usize = 3;
/// The longest phrase of a slogan, in letters.
const LONGEST_PHRASE: usize = 8;

/// What the words of a problem and of its instance leave open.
pub fn vague(body: &str, instance: &str) -> Vec<Vague> {
    let asks = |what: &Vague| match what {
        Vague::NoInstance => letters(instance) < LEAST_LETTERS || plain(instance) == plain(body),
        Vague::NoDate => numbers(instance).all(|(_, after)| !is_date(after)) && !has_month(instance),
        Vague::NoNumber => numbers(instance).all(|(_, after)| is_date(after)),
        Vague::Slogan => is_slogan(body),
    };
    Vague::ALL.iter().copied().filter(|what| asks(what)).collect()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A digit of any script in which problems are written.
fn is_digit(c: char) -> bool {
    c.is_numeric() || "〇零一二两兩三四五六七八九十百千".contains(c)
}

/// The numbers of a text, each with what stands right after it.
fn numbers(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let from = rest.find(is_digit)?;
        let (_, begun) = rest.split_at(from);
        let until = begun.find(|c| !is_digit(c)).unwrap_or(begun.len());
        let (number, after) = begun.split_at(until);
        rest = after;
        Some((number, after))
    })
}

/// Whether what follows a number makes it a date: a sign of day, month or year, or the next part of one written in digits.
fn is_date(after: &str) -> bool {
    let after = after.trim_start();
    let mut rest = after.chars();
    match (rest.next(), rest.next()) {
        (Some('年' | '月' | '日' | '号' | '號'), _) => true,
        (Some('-' | '/' | '.'), Some(next)) => next.is_ascii_digit(),
        _ => has_month(after.get(..12.min(after.len())).unwrap_or_default()),
    }
}

/// Months as English and other European texts write them.
fn has_month(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const WHOLE: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let mut words = words.filter(|word| !word.is_empty());
    words.any(|word| MONTHS.contains(&word.as_str()) || WHOLE.contains(&word.as_str()))
}

fn is_slogan(body: &str) -> bool {
    if body.contains(['!', '！']) {
        return true;
    }
    let phrases = body.split([',', '，', '、', ';', '；', '。', '.']).map(|phrase| {
        // Phrases of one length are a figure of Chinese prose; in words of letters the length says nothing.
        let spelled = phrase.chars().any(|c| c.is_ascii_alphabetic());
        if spelled { 0 } else { letters(phrase) }
    });
    let (mut last, mut run) = (0, 0);
    for length in phrases {
        run = if length > 0 && length == last && length <= LONGEST_PHRASE { run + 1 } else { 1 };
        last = length;
        if run >= PHRASES && last > 0 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_when_and_how_much_leaves_nothing_open() {
        for (body, instance) in [
            ("the session was not held by its plan", "on 9 June it lasted 1 hour of 3"),
            ("窗口排队时间长", "2015年5月12日上午排队37人，最长等了两小时"),
            ("服務窗口無人值守", "5月3日、5月4日兩個窗口無人，群眾來了11人"),
            ("late answers", "2015-05-12: 14 of 20 letters unanswered after a month"),
        ] {
            assert_eq!(vague(body, instance), [], "{instance}");
        }
    }

    #[test]
    fn what_is_left_open_is_asked() {
        let asked = |body, instance| vague(body, instance);
        assert_eq!(asked("作风不实", "作风不实"), [Vague::NoInstance, Vague::NoDate, Vague::NoNumber]);
        assert_eq!(asked("late answers", "on 12 May many letters were still unanswered"), [Vague::NoNumber]);
        assert_eq!(asked("late answers", "14 of 20 letters were still unanswered"), [Vague::NoDate]);
        assert!(asked("提高认识，加强领导，狠抓落实", "2015年5月开会37次").contains(&Vague::Slogan));
        assert!(asked("we must do better!", "on 9 June 3 of 4 were missing").contains(&Vague::Slogan));
        assert!(!asked("接访等待时间长，个别窗口无人", "2015年5月开会37次").contains(&Vague::Slogan));
    }
}
