//! Take the version of the pack that is in use up for a programme that runs by an older one.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::{PackId, ProgrammeId},
    message::Message,
    pack::{Difference, Pack},
    permit::{Permit, ReadProgramme, TakeUpPack},
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
    beside(reader, programme, &rounds)
}

fn beside(reader: &mut Reader<'_>, programme: &Programme, rounds: &[Round]) -> Result<Option<Newer>> {
    // A register from before says nothing of itself.
    let Some(organisation) = reader.organisation()? else { return Ok(None) };
    // What is over speaks as it spoke.
    let running = programme.pack.filter(|_| !programme.state.is_over());
    let Some(own) = running.filter(|own| *own != organisation.pack) else { return Ok(None) };
    let (runs_by, before) = reader.pack(own)?.ok_or(AppError::NotFound)?;
    let (in_use, files) = reader.pack(organisation.pack)?.ok_or(AppError::NotFound)?;
    if runs_by.key != in_use.key {
        return Ok(None);
    }
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
    let newer = beside(&mut work.reader(), &programme, &rounds)?.filter(|newer| newer.in_use.id == seen);
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
