//! Take the version of the pack that is in use up for a programme that runs by an older one.

use super::pack_choose::version_for;
use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::{PackId, ProgrammeId},
    message::Message,
    pack::{Difference, Pack},
    permit::{Permit, ReadProgramme, TakeUpPack, Target},
    programmes::{acts::ProgrammesAct, round::Round},
};
use earnest_store::{PackStored, Programme, Reader};

/// The version in use beside the one by which a programme runs.
#[derive(Debug, Clone)]
pub struct Newer {
    /// By which it runs.
    pub runs_by: PackStored,
    /// The version in use.
    pub in_use: PackStored,
    /// What that one says otherwise.
    pub differences: Vec<Difference>,
    /// Why it can't be taken up now; `None` if it can.
    pub bar: Option<Message>,
}

/// The version in use, for the office of a programme that runs by another; else `None`.
pub(super) fn newer(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadProgramme, ProgrammeId>,
    programme: &Programme,
) -> Result<Option<Newer>> {
    if permit_on::<TakeUpPack, _>(context, reader, permit.key()).is_err() {
        return Ok(None);
    }
    let rounds = reader.rounds_of_programme(permit)?;
    beside(context, reader, (permit.target(), programme), &rounds)
}

fn beside(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (at, programme): (Target, &Programme),
    rounds: &[Round],
) -> Result<Option<Newer>> {
    // What is over speaks as it spoke.
    let Some(own) = programme.pack.filter(|_| !programme.state.is_over()) else { return Ok(None) };
    let (runs_by, before) = reader.pack(own)?.ok_or(AppError::NotFound)?;
    // A register from before says nothing of itself.
    let Some(in_use) = version_for(context, reader, (at, &runs_by.key))? else { return Ok(None) };
    if in_use == own {
        return Ok(None);
    }
    let (in_use, files) = reader.pack(in_use)?.ok_or(AppError::NotFound)?;
    let before = Pack::kept(&before).map_err(AppError::Pack)?;
    let pack = Pack::kept(&files).map_err(AppError::Pack)?;
    // What a round was opened by stays until it is over: its plans answer the same sections, its draw is of the same classes.
    let runs = rounds.iter().find(|round| round.state.is_assessable());
    let frozen = runs
        .filter(|_| before.changes_rules(&pack))
        .map(|round| Message::new("error-pack-round-runs").with("round", i64::from(round.number)));
    let bar = before.may_follow(&pack).err().or(frozen);
    Ok(Some(Newer { differences: before.differences(&pack), runs_by, in_use, bar }))
}

/// Takes it up. `seen` is the version that was shown: another one may have been put in use since.
pub fn take_up_pack(context: &Context<'_>, id: ProgrammeId, seen: PackId) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<TakeUpPack, _>(context, &mut work.reader(), id)?;
    let reading = permit_on::<ReadProgramme, _>(context, &mut work.reader(), id)?;
    let programme = work.reader().programme_of(&reading)?;
    let rounds = work.reader().rounds_of_programme(&reading)?;
    let at = (permit.target(), &programme);
    let newer = beside(context, &mut work.reader(), at, &rounds)?.filter(|newer| newer.in_use.id == seen);
    let Newer { runs_by, in_use, bar, .. } = newer.ok_or(AppError::refused("error-pack-not-in-use"))?;
    if let Some(bar) = bar {
        return Err(AppError::Refused(bar));
    }
    work.programme_pack_write(&permit, in_use.id)?;
    let act = ProgrammesAct::PackTakenUp {
        key: in_use.key,
        version_before: runs_by.version,
        version: in_use.version,
        sha256: in_use.sha256,
    };
    Ok(work.commit(&permit.act(act))?)
}
