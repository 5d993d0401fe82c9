//! Show a figure, and exactly the records behind it.

use crate::{Context, Result, home::permit_or_home, permit_at};
use earnest_model::{
    figures::figure::{AnyFigure, FigureName, Record},
    permit::{ReadFigures, ReadProgramme},
};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Which figure.
    pub name: FigureName,
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Number of the round; all rounds if absent.
    pub round: Option<i32>,
    /// Up to which day; today if absent. Never after today.
    pub as_of: Option<earnest_model::Date>,
}

/// A figure with the name of what it is about.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The figure.
    pub figure: AnyFigure,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// A page of its records.
    pub records: Vec<Record>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
}

/// Shows a figure with at most `limit` of its records after the `after`-th.
pub fn show_figure(context: &Context<'_>, asked: Asked<'_>, after: Option<i64>, limit: i64) -> Result<Shown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let as_of = asked.as_of.map_or(context.today, |day| day.min(context.today));
    // Whether the actor may look is decided by today; what is counted, by the day that was asked for.
    permit_or_home::<ReadFigures>(context, &mut reader, asked.unit)?;
    let context = Context { today: as_of, ..*context };
    let permit = permit_or_home::<ReadFigures>(&context, &mut reader, asked.unit)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(&context, permit.target())?)?;
    let mut records =
        reader.figure_records(&permit, asked.name, asked.round, after.unwrap_or(0), limit + 1)?;
    let more = records.len() as i64 > limit;
    records.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(Shown {
        figure: reader.figure(&permit, asked.name, asked.round)?,
        unit_code: unit.code,
        unit_name: unit.name,
        next: records.last().filter(|_| more).map(|record| record.id),
        records,
    })
}
