//! A number as it is written.

use std::ops::Range;

use super::value::Value;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `1,673`, `2.8万`.
    Arabic,
    /// `一千六百`, `百分之二十`.
    Chinese,
    /// `thirteen`, `two thirds`.
    English,
}

/// What a number says by itself about its sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Nothing.
    Plain,
    /// It is in per cent: 百分之, 成.
    PerCent,
    /// It is in per mille: 千分之.
    PerMille,
    /// It is a fraction of a whole: 三分之二, half, 285/300.
    Fraction,
    /// So many to one: 3:1.
    ToOne,
    /// It is part of a date or a time that another number began: not told.
    Rest,
    /// Which one in a row, as a word: third.
    Ordinal,
}

/// A number of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) signs: Range<usize>,
    pub(super) value: Value,
    pub(super) form: Form,
    pub(super) sort: Sort,
    /// `余`, `多` right behind it or inside: more than that.
    pub(super) more: bool,
    /// Only about that: 来 behind it, or one of two that stand side by side (两三个).
    pub(super) about: bool,
    /// The power behind it, 1 for none: what the first of a range has in common with the last (`3至5万元`).
    pub(super) factor: u128,
    /// How many digits or numerals it has, before a multiplier.
    pub(super) length: usize,
    /// Whether it has a thousands or decimal sign, or a multiplier.
    pub(super) grouped: bool,
}
