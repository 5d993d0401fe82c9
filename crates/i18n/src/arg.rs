//! What can stand in the place of a variable.

use std::borrow::Cow;

use crate::digits;

/// A value for a variable: a whole number, which chooses plural forms and shows with thousands commas, or text.
///
/// A year is text, or it would show as `2,026`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A count.
    Int(i64),
    /// A name, a date, a ratio: shown as it is.
    Text(String),
}

impl std::fmt::Display for Arg {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(number) => f.write_str(&digits::number(*number)),
            Self::Text(text) => f.write_str(text),
        }
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Arg {
            fn from(number: $integer) -> Self {
                Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
        impl From<&$integer> for Arg {
            fn from(number: &$integer) -> Self {
                Self::from(*number)
            }
        }
    )*};
}
from_integer!(i64, u64, usize, i32, u32, i16, u16, i8, u8);

impl From<&Self> for Arg {
    fn from(arg: &Self) -> Self {
        arg.clone()
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&&str> for Arg {
    fn from(text: &&str) -> Self {
        Self::Text((*text).to_owned())
    }
}

impl From<Cow<'_, str>> for Arg {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<&Cow<'_, str>> for Arg {
    fn from(text: &Cow<'_, str>) -> Self {
        Self::Text(text.clone().into_owned())
    }
}
