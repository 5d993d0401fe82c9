//! Random draws as the register keeps them: frame frozen, then a public seed, then the draw; a void one stays.

use crate::{
    fraction::{Fraction, plain_share},
    message::{FieldErrors, Message},
    text::{Line, enough},
};

/// How far a draw has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DrawState {
    /// The frame is fixed and its hash is published; no seed exists yet.
    Frozen,
    /// The seed was entered and units were drawn.
    Drawn,
    /// Declared void; it stays, with its reason.
    Void,
}

impl DrawState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Frozen, Self::Drawn, Self::Void];

    /// The word of the state.
    pub fn key(self) -> &'static str {
        match self {
            Self::Frozen => "frozen",
            Self::Drawn => "drawn",
            Self::Void => "void",
        }
    }

    /// Reads the word of a state.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == text)
    }

    /// Whether the seed was entered and units were drawn.
    pub fn is_drawn(self) -> bool {
        self == Self::Drawn
    }

    /// Whether the draw counts: no second one is made beside it.
    pub fn is_live(self) -> bool {
        self != Self::Void
    }

    /// The state after the seed was entered: only a frozen frame takes one, and only once.
    pub fn draw(self) -> Result<Self, Message> {
        match self {
            Self::Frozen => Ok(Self::Drawn),
            Self::Drawn => Err(Message::new("error-draw-drawn")),
            Self::Void => Err(Message::new("error-draw-void")),
        }
    }

    /// The state after the draw was declared void. Once materials of a drawn unit are assessed it's too late.
    pub fn void(self, assessed: u64) -> Result<Self, Message> {
        match self {
            Self::Void => Err(Message::new("error-draw-void")),
            Self::Frozen | Self::Drawn if assessed == 0 => Ok(Self::Void),
            Self::Frozen | Self::Drawn => {
                let count = i64::try_from(assessed).unwrap_or(i64::MAX);
                Err(Message::new("error-draw-assessed").with("count", count))
            }
        }
    }
}

/// Whether a round may have a new draw beside those that it had: only one is live at a time.
pub fn may_freeze(earlier: &[DrawState]) -> Result<(), Message> {
    if earlier.iter().any(|state| state.is_live()) { Err(Message::new("error-draw-live")) } else { Ok(()) }
}

/// Reads the rate of a draw: at least the standard's floor, at most everything.
pub fn parse_rate(text: &str, floor: Fraction) -> Result<Fraction, Message> {
    let rate = Fraction::parse(&crate::signs::meant(text))?;
    if rate < floor {
        return Err(Message::new("error-draw-rate-low").with("floor", plain_share(floor)));
    }
    if rate > Fraction::ONE {
        return Err(Message::new("error-draw-rate-high"));
    }
    Ok(rate)
}

/// The fewest digits of a seed: ten thousand million million million ways, so that nobody tries them all.
pub const SEED_DIGITS: usize = 20;

/// The digits of a seed that is nothing else: blanks between them are only there for the eye, and full-width
/// digits are digits. `None` if other signs stand in it.
pub fn seed_digits(text: &str) -> Option<String> {
    let digits: String = crate::signs::meant(text).chars().filter(|c| !c.is_whitespace()).collect();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}

/// Whether digits were plainly not thrown: three different ones at most, a piece over and over, or counted up or down.
/// Of a hundred thousand seeds of 20 throws of a die two are refused, of ten-sided dice none.
fn is_poor(digits: &[u8]) -> bool {
    let different: std::collections::BTreeSet<_> = digits.iter().collect();
    let repeats =
        |length: usize| digits.iter().zip(digits.iter().skip(length)).all(|(one, later)| one == later);
    let mut steps = digits.windows(2).filter_map(|pair| match pair {
        [one, next] => Some((10 + next - one) % 10),
        _ => None,
    });
    let first = steps.next();
    different.len() < 4 || (1..=digits.len() / 2).any(repeats) || steps.all(|step| Some(step) == first)
}

/// A public seed: decimal digits as they were thrown or drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed(String);

impl Seed {
    /// Reads the digits; spaces between them are only there for the eye.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let digits = seed_digits(text).ok_or_else(|| Message::new("error-seed-digits"))?;
        if !(SEED_DIGITS..=200).contains(&digits.len()) {
            return Err(Message::new("error-seed-length")
                .with("count", digits.len())
                .with("least", SEED_DIGITS));
        }
        if is_poor(digits.as_bytes()) {
            return Err(Message::new("error-seed-poor"));
        }
        Ok(Self(digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A seed as an office enters it: the digits, and where they come from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Thrown<'a> {
    /// The digits.
    pub digits: &'a str,
    /// Where and before whom they were made, or of which public randomness they are.
    pub origin: &'a str,
}

impl Thrown<'_> {
    /// Reads it.
    ///
    /// # Errors
    /// At `seed` and `origin`: whatever is wrong with the digits, and too few words of where they come from.
    pub fn read(&self) -> Result<(Seed, Line), FieldErrors> {
        let mut errors = FieldErrors::new();
        let seed = errors.take("seed", Seed::parse(self.digits));
        let origin = enough(self.origin).and_then(|()| Line::parse(self.origin));
        let origin = errors.take("origin", origin);
        seed.zip(origin).ok_or(errors)
    }
}

/// Under which name a certificate tells where the digits of its seed come from.
pub const ORIGIN: &str = "seed-origin";

/// What every draw publishes, so that anybody can recompute it: of units for a spot check, or of closed measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDraw {
    /// How far it has come.
    pub state: DrawState,
    /// The share of every stratum.
    pub rate: Fraction,
    /// The frame as CSV: a stratum and an id in each row.
    pub frame: String,
    /// SHA-256 of the frame's bytes.
    pub frame_hash: String,
    /// When it was frozen (RFC 3339, UTC).
    pub frozen_at: String,
    /// The public seed.
    pub seed: Option<String>,
    /// When it was drawn.
    pub drawn_at: Option<String>,
    /// The certificate, as JSON.
    pub certificate: Option<String>,
    /// Why it is void.
    pub void_reason: Option<String>,
}

impl PublicDraw {
    /// Where the digits of its seed come from, as its certificate tells; those of earlier draws don't.
    pub fn origin(&self) -> Option<String> {
        let told: serde_json::Value = serde_json::from_str(self.certificate.as_deref()?).ok()?;
        told.get("about")?.get(ORIGIN)?.as_str().map(str::to_owned)
    }

    /// The strata in the order of the frame, each with how many it holds.
    pub fn strata(&self) -> Vec<(String, usize)> {
        let mut strata: Vec<(String, usize)> = Vec::new();
        for (key, _) in read_frame(&self.frame).unwrap_or_default() {
            match strata.iter_mut().find(|(other, _)| *other == key) {
                Some((_, count)) => *count += 1,
                None => strata.push((key, 1)),
            }
        }
        strata
    }
}

/// Reads the rows of a stored frame, `stratum,id`; `None` if the text is none.
pub fn read_frame(text: &str) -> Option<Vec<(String, String)>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.ok()?;
        Some((record.get(0)?.to_owned(), record.get(1)?.to_owned()))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_draw_is_drawn_once_and_a_void_one_stays_void() {
        assert_eq!(DrawState::Frozen.draw(), Ok(DrawState::Drawn));
        assert_eq!(DrawState::Drawn.draw().unwrap_err().key, "error-draw-drawn");
        assert_eq!(DrawState::Frozen.void(0), Ok(DrawState::Void));
        assert_eq!(DrawState::Drawn.void(0), Ok(DrawState::Void));
        assert_eq!(DrawState::Drawn.void(1).unwrap_err().key, "error-draw-assessed");
        assert_eq!(DrawState::Void.void(0).unwrap_err().key, "error-draw-void");
        assert_eq!(DrawState::Void.draw().unwrap_err().key, "error-draw-void");
    }

    #[test]
    fn a_frame_reads_back_to_the_letter() {
        let rows = read_frame("stratum,id\na,\"1,\"\"x\"\nb, 2 \n").unwrap();
        assert_eq!(rows, [("a".to_owned(), "1,\"x".to_owned()), ("b".to_owned(), " 2 ".to_owned())]);
        assert_eq!(read_frame("stratum,id\na\n"), None);
    }

    #[test]
    fn a_second_draw_waits_until_the_first_is_void() {
        assert!(may_freeze(&[]).is_ok());
        assert!(may_freeze(&[DrawState::Void, DrawState::Void]).is_ok());
        assert!(may_freeze(&[DrawState::Void, DrawState::Frozen]).is_err());
        assert!(may_freeze(&[DrawState::Drawn]).is_err());
    }

    #[test]
    fn a_seed_is_twenty_digits_or_more() {
        assert_eq!(Seed::parse("01382 43811 27973 16654").unwrap().as_str(), "01382438112797316654");
        assert_eq!(Seed::parse("0138243811279731665").unwrap_err().key, "error-seed-length");
        assert_eq!(Seed::parse("0138243811279731665x").unwrap_err().key, "error-seed-digits");
        for poor in ["0".repeat(20), "12".repeat(15), "0138243811".repeat(2), "12345678901234567890".into()] {
            assert_eq!(Seed::parse(&poor).unwrap_err().key, "error-seed-poor", "{poor}");
        }
        assert_eq!(Seed::parse("98765432109876543210987").unwrap_err().key, "error-seed-poor");
        assert!(Seed::parse("16435 22613 45162 33154").is_ok(), "a die is thrown twenty times");
        assert_eq!(
            Seed::parse("０１３８２４３８１１２７９７３１６６５４").unwrap().as_str(),
            "01382438112797316654",
            "another width"
        );
    }

    #[test]
    fn a_seed_is_entered_with_where_its_digits_come_from() {
        let fields = |digits, origin| {
            let errors = Thrown { digits, origin }.read().unwrap_err();
            errors.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(fields("12", ""), ["origin", "seed"]);
        assert_eq!(fields("01382438112797316654", "x"), ["origin"]);
        let read =
            Thrown { digits: "01382 43811 27973 16654", origin: "dice in the hall, two witnesses" }.read();
        assert_eq!(read.unwrap().0.as_str(), "01382438112797316654");
    }

    proptest! {
        #[test]
        fn no_rate_below_the_floor_is_taken(percent in 0_i64..=130) {
            let floor = Fraction::new(1, 5).unwrap();
            let taken = parse_rate(&format!("{percent}%"), floor).is_ok();
            prop_assert_eq!(taken, (20..=100).contains(&percent));
        }
    }
}
