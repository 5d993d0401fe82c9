//! What is told of a figure.

use std::ops::Range;

use serde::Serialize;

use super::value::Value;

/// What sort of number a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Things, persons, acts that were counted.
    Count,
    /// A part of a whole: per cent, tenths (成), fractions. Per cent and tenths are told in per cent with unit `%`.
    Share,
    /// So many times as much, so many to one.
    Ratio,
    /// Money, length, area, weight, energy: what is measured.
    Amount,
    /// A length of time.
    Duration,
    /// An age in years.
    Age,
    /// Points of a mark.
    Score,
    /// A year, a month, a day; value is the first number of it.
    Date,
    /// A time of day.
    Time,
    /// Which one in a row: 第三次, round 2, No. 7.
    Ordinal,
}

/// How the value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// As it stands.
    Exact,
    /// It or more: 以上, 不少于, at least.
    AtLeast,
    /// More: 余, 多, 超过, more than.
    MoreThan,
    /// It or less: 以下, 不超过, at most.
    AtMost,
    /// Less: 不足, fewer than.
    LessThan,
    /// A little less: 近, nearly.
    Nearly,
    /// Around it: 约, 左右, about.
    About,
}

/// Whether something grew or shrank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It grew.
    Up,
    /// It shrank.
    Down,
}

/// What a figure is in a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The value before.
    From,
    /// The value after.
    To,
    /// By how much.
    By,
}

/// A figure of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The line, from 1.
    pub line: usize,
    /// The bytes of the text where it stands: number and unit.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
    /// The measure word or unit as it is written (`个`, `人次`, `斤`), `%` for shares; empty if there is none.
    pub unit: String,
    /// What is counted, as it is written.
    pub counted: Option<String>,
    /// What sort of number it is.
    pub kind: Kind,
    /// How the value is meant.
    pub qualifier: Qualifier,
    /// Whether something grew or shrank.
    pub direction: Option<Direction>,
    /// What the figure is in a change.
    pub change: Option<Change>,
    /// The verb before it.
    pub verb: Option<String>,
    /// Whether it is told in a story and says nothing of the programme.
    pub story: bool,
    /// Whether it stands in page furniture.
    pub furniture: bool,
}

/// What a number is in its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The sign after the unit.
    pub(super) end: usize,
    pub(super) value: Value,
    pub(super) unit: String,
    pub(super) counted: Option<String>,
    pub(super) kind: Kind,
    pub(super) qualifier: Qualifier,
    pub(super) direction: Option<Direction>,
    pub(super) change: Option<Change>,
    pub(super) verb: Option<String>,
}
