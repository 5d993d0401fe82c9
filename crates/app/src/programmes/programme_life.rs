//! Take a step in the life of a programme: close it, end it early, archive it; each is looked at before.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    hash::sha256_hex,
    id::ProgrammeId,
    message::{FieldErrors, Message},
    permit::{ManageProgramme, Permit, ReadProgramme},
    programmes::{
        acts::ProgrammesAct,
        life::{Life, LifeStep, ProgrammeState},
        round::{Round, RoundState},
    },
    text::Line,
};
use earnest_store::{Programme, Reader, StandsIn};

/// What a step would do.
#[derive(Debug, Clone)]
pub struct StepLook {
    /// The programme.
    pub programme: Programme,
    /// Its rounds.
    pub rounds: Vec<Round>,
    /// The step.
    pub step: LifeStep,
    /// What stands in it now.
    pub stands: StandsIn,
    /// Why it can't be taken now; `None` if it can.
    pub bar: Option<Message>,
}

impl StepLook {
    /// What becomes of a round by the step; `None` where it stays as it is.
    pub fn becomes(&self, round: &Round) -> Option<RoundState> {
        (self.step == LifeStep::End).then(|| round.state.when_ended()).flatten()
    }

    /// A mark of what is told: whoever takes the step says by it what they saw.
    pub fn mark(&self) -> String {
        let rounds = self.rounds.iter().map(|round| format!("{}={}", round.id, round.state.key()));
        let rounds: Vec<String> = rounds.collect();
        sha256_hex(format!("{} {} {:?}", self.step.key(), rounds.join(" "), self.stands).as_bytes())
    }
}

/// Looks at a step; its word.
pub fn look_at_step(context: &Context<'_>, id: ProgrammeId, step: &str) -> Result<StepLook> {
    let mut snapshot = context.store.snapshot()?;
    Ok(look(context, &mut snapshot.reader(), id, step)?.1)
}

fn look(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: ProgrammeId,
    step: &str,
) -> Result<(Permit<ManageProgramme, ProgrammeId>, StepLook)> {
    let permit = permit_on::<ManageProgramme, _>(context, reader, id)?;
    let step = LifeStep::parse(step).map_err(|why| AppError::field("step", why))?;
    let reading = permit_on::<ReadProgramme, _>(context, reader, id)?;
    let programme = reader.programme_of(&reading)?;
    let rounds = reader.rounds_of_programme(&reading)?;
    let stands = reader.stands_in(&permit)?;
    let bar = Life { state: programme.state, rounds: &rounds }.may(step).err();
    Ok((permit, StepLook { programme, rounds, step, stands, bar }))
}

/// A step as a form sends it.
#[derive(Debug, Clone, Copy)]
pub struct TakeStep<'a> {
    /// The programme.
    pub programme: ProgrammeId,
    /// The word of the step.
    pub step: &'a str,
    /// Why; asked for where it is ended early.
    pub reason: &'a str,
    /// The mark of what was seen.
    pub seen: &'a str,
}

/// Takes it; gives the state in which the programme is then. What was changed since it was looked at is looked at anew.
pub fn take_step(context: &Context<'_>, form: &TakeStep<'_>) -> Result<ProgrammeState> {
    let mut work = context.begin()?;
    let (permit, look) = look(context, &mut work.reader(), form.programme, form.step)?;
    let step = look.step;
    let mut errors = FieldErrors::new();
    let reason =
        if step.has_reason() { errors.take("reason", Line::parse_reason(form.reason)) } else { None };
    if let Some(bar) = &look.bar {
        return Err(AppError::Refused(bar.clone()));
    }
    if form.seen != look.mark() {
        errors.add("step", Message::new("error-programme-since"));
    }
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let title = look.programme.title.clone();
    let state = step.leads_to();
    let act = match reason {
        Some(reason) => {
            let ended: Vec<(&Round, RoundState)> =
                look.rounds.iter().filter_map(|round| Some((round, look.becomes(round)?))).collect();
            work.rounds_end(&permit, &ended, reason.as_str())?;
            work.programme_state_write(&permit, state, Some(reason.as_str()))?;
            let numbers = |wanted: RoundState| {
                let of = ended.iter().filter(|(_, state)| *state == wanted);
                of.map(|(round, _)| round.number).collect::<Vec<i32>>()
            };
            let (closed, called_off) = (numbers(RoundState::Closed), numbers(RoundState::CalledOff));
            ProgrammesAct::ProgrammeEnded { title, closed, called_off, reason }
        }
        None => {
            work.programme_state_write(&permit, state, None)?;
            match state {
                ProgrammeState::Archived => ProgrammesAct::ProgrammeArchived { title },
                _ => ProgrammesAct::ProgrammeClosed { title },
            }
        }
    };
    work.commit(&permit.act(act))?;
    Ok(state)
}
