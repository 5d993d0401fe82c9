//! Correct a programme while nothing hangs on it: what it is called and what it is for, and its rounds that are to come.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::ProgrammeId,
    message::Message,
    permit::{ManageProgramme, Permit, ReadProgramme},
    programmes::{
        acts::ProgrammesAct,
        correction::{Correction, parse_correction},
        life::Life,
        programme::{Above, Calendar, ProgrammeForm},
        round::Round,
    },
};
use earnest_store::{NewRound, Programme, Reader};

/// A programme to be corrected.
#[derive(Debug, Clone)]
pub struct CorrectionAsked {
    /// The programme.
    pub programme: Programme,
    /// Its rounds.
    pub rounds: Vec<Round>,
    /// The superior's rounds, where it carries a programme out.
    pub above: Vec<Round>,
    /// Why title and goal stay as they are; `None` if they may be corrected.
    pub name_bar: Option<Message>,
}

impl CorrectionAsked {
    /// Whether the round at a place may be corrected.
    pub fn is_open(&self, place: usize) -> bool {
        let life = Life { state: self.programme.state, rounds: &self.rounds };
        life.correctable().any(|open| open == place)
    }
}

/// What may be corrected; refused once the programme is over.
pub fn ask_correction(context: &Context<'_>, id: ProgrammeId) -> Result<CorrectionAsked> {
    let mut snapshot = context.store.snapshot()?;
    Ok(ready(context, &mut snapshot.reader(), id)?.1)
}

fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: ProgrammeId,
) -> Result<(Permit<ManageProgramme, ProgrammeId>, CorrectionAsked)> {
    let permit = permit_on::<ManageProgramme, _>(context, reader, id)?;
    let reading = permit_on::<ReadProgramme, _>(context, reader, id)?;
    let programme = reader.programme_of(&reading)?;
    let rounds = reader.rounds_of_programme(&reading)?;
    let life = Life { state: programme.state, rounds: &rounds };
    life.may_grow()?;
    let name_bar = life.may_be_renamed().err();
    let above = match programme.superior {
        Some(above) => {
            let reading = permit_on::<ReadProgramme, _>(context, reader, above)?;
            reader.rounds_of_programme(&reading)?
        }
        None => Vec::new(),
    };
    Ok((permit, CorrectionAsked { programme, rounds, above, name_bar }))
}

/// Corrects it. Rounds that began stay as they are, whatever was sent of them.
pub fn correct_programme(context: &Context<'_>, id: ProgrammeId, form: &ProgrammeForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, asked) = ready(context, &mut work.reader(), id)?;
    let life = Life { state: asked.programme.state, rounds: &asked.rounds };
    let above = Above { rounds: &asked.above, today: context.today };
    let Correction { name, kept, added, dropped } =
        parse_correction(form, life, above).map_err(AppError::Form)?;
    let (before, now) = (asked.programme.title.clone(), name.as_ref().map(|(title, _)| title.as_str()));
    let title = now.unwrap_or(&before).to_owned();
    if let Some((title, goal)) = &name {
        work.programme_words_write(&permit, (title.as_str(), goal.as_str()))?;
    }
    let new = |number: i32, topic, calendar: Calendar| NewRound {
        number,
        topic,
        opens_on: calendar.opens_on,
        plans_due_on: calendar.plans_due_on,
        ends_on: calendar.ends_on,
    };
    for (place, round) in &kept {
        let Some(stored) = asked.rounds.get(*place) else { continue };
        work.planned_round_write(
            &permit,
            stored.id,
            &new(stored.number, round.topic.as_str(), round.calendar),
        )?;
    }
    let last = asked.rounds.last().map_or(0, |round| round.number);
    for (number, round) in (last + 1..).zip(&added) {
        work.round_add(&permit, &new(number, round.topic.as_str(), round.calendar))?;
    }
    let hung = if dropped.is_empty() { Vec::new() } else { work.reader().rounds_hung(&permit)? };
    for place in &dropped {
        let Some(stored) = asked.rounds.get(*place) else { continue };
        if hung.contains(&stored.id) {
            let why = Message::new("error-round-hangs").with("round", i64::from(stored.number));
            return Err(AppError::field(&format!("{place}-topic"), why));
        }
        work.planned_round_drop(&permit, stored.id)?;
    }
    let rounds_before = asked.rounds.len();
    let rounds = rounds_before + added.len() - dropped.len();
    let act = ProgrammesAct::ProgrammeCorrected { title_before: before, title, rounds_before, rounds };
    Ok(work.commit(&permit.act(act))?)
}
