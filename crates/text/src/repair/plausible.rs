//! Whether a text can be read: by common characters and by words, counted.

use crate::script::{is_han, rank, word_rank};

/// What speaks for and against a text being readable. Signs of ASCII count for nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// Characters outside ASCII.
    pub(super) signs: usize,
    /// Those that readable texts are made of: common Han characters, East Asian marks, letters of Europe in words.
    pub(super) good: usize,
    /// Pairs of Han characters that are words.
    pub(super) words: usize,
    /// Han characters.
    pub(super) han: usize,
}

/// Weighs a text.
pub(super) fn weigh(text: &str) -> Weight {
    let mut weight = Weight::default();
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if !sign.is_ascii() {
            let after = signs.peek().copied().unwrap_or(' ');
            weight.signs += 1;
            weight.han += usize::from(is_han(sign));
            weight.good += usize::from(is_good(before, sign, after));
            weight.words += usize::from(is_han(before) && word_rank(before, sign).is_some());
        }
        before = sign;
    }
    weight
}

fn is_good(before: char, sign: char, after: char) -> bool {
    match sign {
        _ if is_han(sign) => rank(sign).is_some(),
        '、'..='〗' | '！'..='～' | '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '—'..='―' => {
            true
        }
        '\u{a0}'..='¿' => !matches!(before, 'À'..='ÿ'),
        '×' | '÷' | '€' | '–' | '•' | '™' | '①'..='⑳' => true,
        'À'..='ÿ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Œ' | 'œ' => {
            // A letter of Europe stands beside other letters, and after its like only seldom.
            let beside = |sign: char| sign.is_ascii_alphabetic();
            (beside(before) || beside(after)) && !matches!(after, '\u{a0}'..='¿')
        }
        _ => false,
    }
}

impl Weight {
    /// Nine tenths and more of it are good, and where it is Chinese, words stand in it.
    pub(super) fn is_readable(self) -> bool {
        self.signs > 0 && self.good * 10 >= self.signs * 9 && (self.han < 2 || self.words > 0)
    }

    /// Whether it is readable where `input` is not, or reads far better: a quarter of its words at most stood there.
    pub(super) fn is_better_than(self, input: Self) -> bool {
        let poor = !input.is_readable() || input.good * 10 < input.signs * 7;
        self.is_readable() && (poor && input.words <= self.words || input.words * 4 < self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readable_texts_weigh_more_than_the_same_in_a_wrong_encoding() {
        for (sound, wrong) in [
            ("中文资料已经整理", "涓枃璧勬枡宸茬粡鏁寸悊"),
            ("會議記錄", "穦某癘魁"),
            ("Société générale", "SociÃ©tÃ© gÃ©nÃ©rale"),
        ] {
            assert!(
                weigh(sound).is_better_than(weigh(wrong)),
                "{sound}: {:?} {:?}",
                weigh(sound),
                weigh(wrong)
            );
            assert!(!weigh(wrong).is_better_than(weigh(sound)), "{wrong}");
        }
    }
}
