//! What an office is asked to set up a programme: for which of its units, what the superior's presets, and what the one presets that
//! it follows a year later.

use super::pack_choose::{Offered, meant, offered};
use crate::{AppError, Context, Result, permit, permit_at, permit_on};
use earnest_model::{
    id::ProgrammeId,
    message::Message,
    pack::{Difference, Pack},
    permit::{Permit, ReadProgramme, SetUpProgramme},
    programmes::{bodies::NamedBody, round::Round},
    units::unit::Unit,
};
use earnest_store::{Programme, Reader, UnitProgramme};

/// Which programme is to be set up.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProgrammeWanted<'a> {
    /// Code of the organiser; the first unit for which the actor may set one up if none is named.
    pub unit: &'a str,
    /// The programme that it follows, a year later: of the same organiser.
    pub follows: Option<ProgrammeId>,
    /// Key of the pack; the one in use if none is named. One that follows another runs by the same.
    pub pack: &'a str,
}

/// A programme to be set up.
#[derive(Debug, Clone)]
pub struct ProgrammeAsked {
    /// The organiser.
    pub organiser: Unit,
    /// Why it can't set one up now.
    pub blocked: Option<Message>,
    /// The superior's programme with its rounds, if there is one to carry out.
    pub superior: Option<(UnitProgramme, Vec<Round>)>,
    /// The one that it follows.
    pub before: Option<Before>,
    /// The pack by which it would run; none in a register that was not founded.
    pub pack: Option<Offered>,
    /// The others by which it could: key and pack.
    pub others: Vec<Offered>,
}

/// The programme that another one follows.
#[derive(Debug, Clone)]
pub struct Before {
    /// The programme.
    pub programme: Programme,
    /// Its rounds.
    pub rounds: Vec<Round>,
    /// How many bodies take part in it today.
    pub bodies: usize,
    /// What the version of the pack says otherwise by which the new one would run.
    pub differences: Vec<Difference>,
    /// Whether another programme follows it already.
    pub followed: bool,
}

/// What is asked.
pub fn ask_programme(context: &Context<'_>, wanted: ProgrammeWanted<'_>) -> Result<ProgrammeAsked> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = match wanted.follows {
        Some(id) => {
            let at = reader.at(id)?.ok_or(AppError::NotFound)?;
            permit_at::<SetUpProgramme>(context, at.target())?
        }
        None if wanted.unit.is_empty() => {
            let first = context.places::<SetUpProgramme>().into_iter().next();
            permit_at::<SetUpProgramme>(context, first.ok_or(AppError::NotFound)?)?
        }
        None => permit::<SetUpProgramme>(context, &mut reader, wanted.unit)?,
    };
    let mut before = match wanted.follows {
        Some(id) => Some(read_before(context, &mut reader, id)?),
        None => None,
    };
    let key = before.as_ref().map_or(wanted.pack, |before| before.programme.key.as_str()).to_owned();
    let all = offered(context, &mut reader, permit.target())?;
    let pack = if all.is_empty() { None } else { meant(all.clone(), &key)? };
    if let (Some(before), Some(pack)) = (&mut before, &pack) {
        compare(&mut reader, before, pack)?;
    }
    let run_by = pack.as_ref().map_or(key.as_str(), |pack| pack.stored.key.as_str());
    let followed = before.as_ref().is_some_and(|before| before.followed);
    let blocked = match may_organise(&mut reader, &permit, (run_by, wanted.follows)) {
        _ if followed => Some(Message::new("error-programme-followed")),
        Ok(()) => None,
        Err(AppError::Refused(why)) => Some(why),
        Err(fault) => return Err(fault),
    };
    let organiser = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let superior = superior(context, &mut reader, &permit, before.as_ref().map(|before| &before.programme))?;
    let others = all.into_iter().filter(|one| one.stored.key != run_by).collect();
    Ok(ProgrammeAsked { organiser, blocked, superior, before, pack, others })
}

fn read_before(context: &Context<'_>, reader: &mut Reader<'_>, id: ProgrammeId) -> Result<Before> {
    let reading = permit_on::<ReadProgramme, _>(context, reader, id)?;
    let bodies = in_force(context, reader, &reading)?.len();
    Ok(Before {
        programme: reader.programme_of(&reading)?,
        rounds: reader.rounds_of_programme(&reading)?,
        bodies,
        differences: Vec::new(),
        followed: reader.programme_after(&reading)?.is_some(),
    })
}

/// The bodies that take part in a programme today.
pub(crate) fn in_force(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadProgramme, ProgrammeId>,
) -> Result<Vec<NamedBody>> {
    let mut bodies = reader.bodies(permit)?;
    bodies.retain(|body| body.taking.in_force(context.today));
    Ok(bodies)
}

/// What the version says otherwise by which the new programme would run.
fn compare(reader: &mut Reader<'_>, before: &mut Before, pack: &Offered) -> Result<()> {
    let Some(own) = before.programme.pack.filter(|own| *own != pack.stored.id) else { return Ok(()) };
    let Some((_, files)) = reader.pack(own)? else { return Ok(()) };
    let ran_by = Pack::kept(&files).map_err(AppError::Pack)?;
    before.differences = ran_by.differences(&pack.pack);
    Ok(())
}

/// The superior's programme that is to be carried out: the one of the nearest organiser above; where the programme follows another
/// one, the one that follows what that one carried out.
pub(crate) fn superior(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<SetUpProgramme>,
    before: Option<&Programme>,
) -> Result<Option<(UnitProgramme, Vec<Round>)>> {
    let Some(above) = reader.programme_above(permit)? else { return Ok(None) };
    let goes_on =
        before.is_none_or(|before| before.superior.is_some() && above.programme.follows == before.superior);
    if !goes_on {
        return Ok(None);
    }
    let reading = permit_on(context, reader, above.programme.id)?;
    let rounds = reader.rounds_of_programme(&reading)?;
    Ok(Some((above, rounds)))
}

/// A unit organises one programme of a pack at a time, unless it is the one that follows the other, and only for units beneath it.
pub(crate) fn may_organise(
    reader: &mut Reader<'_>,
    permit: &Permit<SetUpProgramme>,
    (pack, follows): (&str, Option<ProgrammeId>),
) -> Result<()> {
    if !reader.has_beneath(permit)? {
        return Err(AppError::refused("error-programme-alone"));
    }
    let running = reader.programmes_running(permit)?;
    match running.iter().any(|(id, key)| key == pack && Some(*id) != follows) {
        true => Err(AppError::refused("error-programme-running")),
        false => Ok(()),
    }
}
