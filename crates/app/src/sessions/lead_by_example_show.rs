//! Show who leads by example: the posts of a body from the records of its sessions, and the heads of the top bodies.

use crate::{Context, Result, home::permit_or_home, permit, permit_at};
use earnest_model::{
    figures::count::{Count, Listed},
    permit::{ReadAssessments, ReadDuties, ReadProgramme},
    sessions::{
        lead_by_example::{Example, Whose, example_of, examples},
        seminar::Session,
    },
    units::unit::Unit,
};
use earnest_store::{RecordState, SeminarHeld};

/// The most sessions that are read of a unit.
const SESSIONS: i64 = 200;

/// The record of a body.
#[derive(Debug, Clone)]
pub struct UnitExample {
    /// The unit.
    pub unit: Unit,
    /// Its sessions, the newest first.
    pub sessions: Vec<SeminarHeld>,
    /// The posts that spoke.
    pub examples: Vec<Example>,
}

/// Shows who spoke in the sessions of a unit, and what each found and promised.
pub fn unit_example(context: &Context<'_>, code: &str) -> Result<UnitExample> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<ReadAssessments>(context, &mut reader, code)?;
    let found = reader.sessions_of_unit(&permit, SESSIONS)?;
    let sessions: Vec<&Session> = found.iter().map(|(_, held)| held).collect();
    let roll = reader.roll(&permit_at::<ReadDuties>(context, permit.target())?)?;
    let examples = examples(&roll.0, &sessions);
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let held = found.into_iter().map(|(id, session)| SeminarHeld {
        id,
        round: None,
        unit: unit.id,
        code: unit.code.clone(),
        name: unit.name.clone(),
        session,
        standing: RecordState::Stands,
    });
    Ok(UnitExample { sessions: held.collect(), examples, unit })
}

/// A body among others.
#[derive(Debug, Clone)]
pub struct BodyRow {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Sessions it held.
    pub sessions: Count<Listed>,
    /// The record of the post that is first responsible there now.
    pub chief: Option<Example>,
}

/// The top bodies beneath a unit, itself first.
#[derive(Debug, Clone)]
pub struct Bodies {
    /// The unit.
    pub unit: Unit,
    /// It and its direct subordinates.
    pub rows: Vec<BodyRow>,
}

/// Shows them, beneath a unit or the actor's home.
pub fn bodies_example(context: &Context<'_>, unit: Option<&str>) -> Result<Bodies> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadAssessments>(context, &mut reader, unit)?;
    let programme = permit_at::<ReadProgramme>(context, permit.target())?;
    let unit = reader.unit(&programme)?;
    let sessions = reader.sessions_beneath(&permit)?;
    let rolls = reader.rolls_beneath(&permit_at::<ReadDuties>(context, permit.target())?)?;
    let mut units = vec![(unit.id, unit.code.clone(), unit.name.clone())];
    let children = reader.children(&programme, -1, 300)?;
    units.extend(children.into_iter().map(|child| (child.unit.id, child.unit.code, child.unit.name)));
    let row = |(id, code, name)| {
        let held: Vec<&Session> =
            sessions.iter().filter(|(of, _)| *of == id).map(|(_, session)| session).collect();
        let chief = rolls.get(&id).and_then(|roll| roll.lead(context.today));
        let chief = chief.map(|lead| example_of(&Whose::of(lead), &held));
        BodyRow { code, name, sessions: Count::of(&held), chief }
    };
    Ok(Bodies { rows: units.into_iter().map(row).collect(), unit })
}
