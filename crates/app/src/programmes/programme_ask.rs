//! What an office is asked to set up a programme: for which of its units, what the superior's presets, and what the one presets that
//! it follows a year later.

use super::pack_choose::{Offered, meant, offered, run_by};
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
    /// The superior's programme that it carries out; if none is named the one in which the actor is, or the newest that can be.
    pub superior: Option<ProgrammeId>,
    /// Whether it carries none out, though one could be.
    pub own: bool,
    /// Key of the pack of one that carries none out; the one in use if none is named. One that carries another out, or follows it,
    /// runs by the same.
    pub pack: &'a str,
}

/// A programme to be set up.
#[derive(Debug, Clone)]
pub struct ProgrammeAsked {
    /// The organiser.
    pub organiser: Unit,
    /// Why it can't set one up now.
    pub blocked: Option<Message>,
    /// The superior's programme with its rounds that it carries out, if it does.
    pub superior: Option<(UnitProgramme, Vec<Round>)>,
    /// The superior's programmes that it could carry out instead.
    pub superiors: Vec<UnitProgramme>,
    /// The one that it follows.
    pub before: Option<Before>,
    /// The pack by which it would run; none in a register that was not founded.
    pub pack: Option<Offered>,
    /// The packs by which one that carries nothing out could be set up instead: none of which the unit runs a programme.
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
    let own = wanted.own || !wanted.pack.is_empty();
    let above =
        superior(context, &mut reader, &permit, (before.as_ref().map(|it| &it.programme), wanted.superior))?;
    let (superior, mut superiors) = if own { (None, above.every()) } else { (above.chosen, above.others) };
    let key = before.as_ref().map_or(wanted.pack, |before| before.programme.key.as_str()).to_owned();
    let all = offered(context, &mut reader, permit.target())?;
    let carried = superior.as_ref().map(|(above, _)| &above.programme);
    let pack = match carried.map(|above| run_by(&mut reader, above)).transpose()?.flatten() {
        Some(pack) => Some(pack),
        None if all.is_empty() => None,
        None => meant(all.clone(), &key)?,
    };
    if let (Some(before), Some(pack)) = (&mut before, &pack) {
        compare(&mut reader, before, pack)?;
    }
    let key = carried.map_or(key.as_str(), |above| above.key.as_str());
    let key = pack.as_ref().map_or(key, |pack| pack.stored.key.as_str());
    let followed = before.as_ref().is_some_and(|before| before.followed);
    let beside = Beside::read(&mut reader, &permit, wanted.follows)?;
    let blocked = match beside.may_organise(key) {
        _ if followed => Some(Message::new("error-programme-followed")),
        Ok(()) => None,
        Err(AppError::Refused(why)) => Some(why),
        Err(fault) => return Err(fault),
    };
    let organiser = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    superiors.retain(|one| before.is_none() && beside.may_organise(&one.programme.key).is_ok());
    let mut others = all;
    others.retain(|one| {
        let shown = superior.is_none() && one.stored.key == key;
        before.is_none() && !shown && beside.may_organise(&one.stored.key).is_ok()
    });
    Ok(ProgrammeAsked { organiser, blocked, superior, superiors, before, pack, others })
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

/// What of a superior's could be carried out.
pub(crate) struct ToCarryOut {
    /// The one that is meant, with its rounds.
    pub chosen: Option<(UnitProgramme, Vec<Round>)>,
    /// The others.
    pub others: Vec<UnitProgramme>,
}

impl ToCarryOut {
    /// All of them.
    fn every(self) -> Vec<UnitProgramme> {
        self.chosen.into_iter().map(|(one, _)| one).chain(self.others).collect()
    }
}

/// The superior's programmes that could be carried out: those that run, of the nearest organiser above, and that the unit does not
/// carry out yet; where the programme follows another one, the one that follows what that one carried out. If none is named, one
/// beside which the unit runs none of the same pack is meant before the others, first of all the one in which the actor is.
///
/// # Errors
/// The one that is named can't be carried out, or no more.
pub(crate) fn superior(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<SetUpProgramme>,
    (before, named): (Option<&Programme>, Option<ProgrammeId>),
) -> Result<ToCarryOut> {
    let mut all = reader.programmes_to_carry_out(permit)?;
    all.retain(|above| {
        before.is_none_or(|before| before.superior.is_some() && above.programme.follows == before.superior)
    });
    let running = reader.programmes_running(permit)?;
    all.sort_by_key(|one| {
        let beside = running.iter().any(|(_, key)| *key == one.programme.key);
        (beside, Some(one.programme.id) != permit.programme())
    });
    let place = match named {
        Some(id) => {
            let place = all.iter().position(|one| one.programme.id == id);
            Some(place.ok_or(AppError::refused("error-programme-superior-over"))?)
        }
        None => (!all.is_empty()).then_some(0),
    };
    let Some(place) = place else { return Ok(ToCarryOut { chosen: None, others: all }) };
    let above = all.remove(place);
    let reading = permit_on(context, reader, above.programme.id)?;
    let rounds = reader.rounds_of_programme(&reading)?;
    Ok(ToCarryOut { chosen: Some((above, rounds)), others: all })
}

/// Beside what a programme of a unit would run.
pub(crate) struct Beside {
    has_beneath: bool,
    running: Vec<(ProgrammeId, String)>,
    follows: Option<ProgrammeId>,
}

impl Beside {
    pub(crate) fn read(
        reader: &mut Reader<'_>,
        permit: &Permit<SetUpProgramme>,
        follows: Option<ProgrammeId>,
    ) -> Result<Self> {
        let has_beneath = reader.has_beneath(permit)?;
        Ok(Self { has_beneath, running: reader.programmes_running(permit)?, follows })
    }

    /// A unit organises one programme of a pack at a time, unless it is the one that follows the other, and only for units beneath it.
    pub(crate) fn may_organise(&self, pack: &str) -> Result<()> {
        if !self.has_beneath {
            return Err(AppError::refused("error-programme-alone"));
        }
        match self.running.iter().any(|(id, key)| key == pack && Some(*id) != self.follows) {
            true => Err(AppError::refused("error-programme-running")),
            false => Ok(()),
        }
    }
}
