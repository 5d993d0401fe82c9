//! No trace, no number: whatever is counted is a [`Traced`], and following its [`Trace`] lists exactly its records.

use crate::{
    figures::{count::Count, figure_name::FigureName, scope::Scope},
    id::UnitId,
    record::RecordKind,
};
use earnest_warrant::Warrant;
use jiff::civil::Date;

/// How a number came about: what was counted, over what, up to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Which figure.
    pub name: FigureName,
    /// Over what.
    pub scope: Scope,
    /// Of which day: what had happened by its end.
    pub day: Date,
    /// Not what had been entered by the end of the day, but what was entered since for days up to it.
    pub since: bool,
}

impl Trace {
    /// The kind of the records behind the number.
    pub fn record_kind(&self) -> RecordKind {
        self.name.record_kind()
    }
}

/// A number with its trace.
pub type Traced = Count<Trace>;

/// Figures that must not be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("figures of different scope never add")]
pub struct NeverAdd;

impl Traced {
    /// A figure as the register counted it, with the query that lists its records.
    pub fn traced(_: Warrant, trace: Trace, value: u64) -> Self {
        Self::made(trace, value)
    }

    /// How it came about.
    pub fn trace(&self) -> &Trace {
        self.question()
    }

    /// Which figure.
    pub fn name(&self) -> FigureName {
        self.trace().name
    }

    /// Over what it was counted.
    pub fn scope(&self) -> &Scope {
        &self.trace().scope
    }

    /// The sum of figures that differ in their round alone and count nothing that can be in two rounds.
    ///
    /// # Errors
    /// Any other figures never add, nor does a single one with itself.
    pub fn sum(figures: &[Self]) -> Result<u64, NeverAdd> {
        let Some(first) = figures.first() else { return Err(NeverAdd) };
        let mut rounds: Vec<_> = figures.iter().map(|figure| figure.trace().scope.round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        let alike = figures.iter().all(|figure| {
            let scope = Scope { round: first.trace().scope.round, ..figure.trace().scope.clone() };
            figure.trace().name == first.trace().name
                && figure.trace().day == first.trace().day
                && figure.trace().since == first.trace().since
                && scope == first.trace().scope
        });
        let apart = rounds.len() == figures.len() && !rounds.contains(&None);
        if alike && apart && !first.name().counts().is_distinct() {
            Ok(figures.iter().map(Self::value).sum())
        } else {
            Err(NeverAdd)
        }
    }
}

/// A record behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Kind of record, which decides the page it opens.
    pub kind: RecordKind,
    /// Its key in the register.
    pub id: i64,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// What tells it from its neighbours: a text, a date, a role.
    pub label: String,
    /// Whether its unit stands elsewhere today: whoever asked is told its name, and nothing more of the record.
    pub elsewhere: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        figures::origin::Origin,
        span::{Span, Target},
    };
    use earnest_warrant::warrant;

    fn figure(name: FigureName, round: Option<i32>, value: u64) -> Traced {
        let place = Target { unit: UnitId(1), span: Span { lo: 0, hi: 9 } };
        let scope = Scope { round, ..Scope::of(place) };
        let trace = Trace { name, scope, day: jiff::civil::date(2015, 11, 23), since: false };
        Traced::traced(warrant(), trace, value)
    }

    fn checks(round: Option<i32>, value: u64) -> Traced {
        figure(FigureName::SpotChecks, round, value)
    }

    #[test]
    fn checks_of_two_rounds_add_and_everything_else_does_not() {
        assert_eq!(Traced::sum(&[checks(Some(1), 142), checks(Some(2), 143)]), Ok(285));
        assert_eq!(Traced::sum(&[checks(Some(1), 142), checks(Some(1), 142)]), Err(NeverAdd));
        assert_eq!(Traced::sum(&[checks(Some(1), 142), checks(None, 285)]), Err(NeverAdd));
        assert_eq!(Traced::sum(&[]), Err(NeverAdd));
        let other = figure(FigureName::SpotChecksAssessed, Some(2), 143);
        assert_eq!(Traced::sum(&[checks(Some(1), 142), other]), Err(NeverAdd));
    }

    #[test]
    fn different_units_never_add_over_rounds() {
        let units = |round| figure(FigureName::UnitsRated, Some(round), 5);
        assert_eq!(Traced::sum(&[units(1), units(2)]), Err(NeverAdd));
    }

    #[test]
    fn figures_of_two_organisers_never_add() {
        let of_another = checks(Some(2), 11);
        let scope = Scope { organiser: Some(UnitId(2)), ..of_another.scope().clone() };
        let other = Traced::traced(warrant(), Trace { scope, ..of_another.trace().clone() }, 11);
        assert_eq!(Traced::sum(&[checks(Some(1), 142), other]), Err(NeverAdd));
    }

    #[test]
    fn an_origin_is_an_activity_or_a_round() {
        for word in ["lecture", "seminar", "review-meeting", "visit", "round-1"] {
            assert_eq!(Origin::parse(word).map(|origin| origin.word()).as_deref(), Some(word));
        }
        assert_eq!(Origin::parse("round-x"), None);
        assert_eq!(Origin::parse("breakfast"), None);
    }
}
