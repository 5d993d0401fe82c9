//! Take what the desk asks of several people, hand it on, put it back.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, see},
    },
    look::{Notice, Shell, Tone},
    pages::paths,
};
use earnest_app::{
    AppError,
    desk::{
        desk_show::{OwedKind, Pile},
        taking::{Things, take_work},
    },
};
use earnest_model::{
    desk::taking::TakingStep,
    id::{AccountId, UnitId},
};

/// How the lines of a part of the desk are taken and handed on.
#[derive(Clone)]
pub struct Hand {
    /// Where the lines of this kind are sent; each part of the desk has its own, so that what comes back finds its part.
    pub action: String,
    /// To whom they can be handed on: key and role title.
    pub colleagues: Vec<(AccountId, String)>,
}

impl Hand {
    /// Of a pile; none where nobody else is asked for it.
    pub fn of(pile: &Pile) -> Option<Self> {
        let colleagues: Vec<_> = pile.colleagues.iter().map(|one| (one.account, one.title.clone())).collect();
        (!colleagues.is_empty())
            .then(|| Self { action: paths::desk::taking().asking("kind", pile.kind.key()), colleagues })
    }
}

/// Says what was done with what stands on the desk.
pub fn said(call: &Call<'_>, shell: Shell) -> Result<Shell, Fault> {
    let Some(step) = call.choice("done", TakingStep::parse)? else { return Ok(shell) };
    let words = match step {
        TakingStep::Take => call.tr.taking_taken(),
        TakingStep::HandOn => call.tr.taking_handed_on(),
        TakingStep::PutBack => call.tr.taking_put_back(),
    };
    Ok(shell.notice(Notice::new(Tone::Done, words).text(call.tr.taking_stays())))
}

pub(super) fn taken(call: &Call<'_>) -> Outcome {
    let kind = call.choice("kind", OwedKind::parse)?.ok_or(AppError::NotFound)?;
    let step = TakingStep::parse(call.form.get("step")).map_err(|fault| AppError::field("step", fault))?;
    let named = call.form.all("thing").map(|text| {
        let (unit, thing) = text.split_once(':').ok_or(AppError::NotFound)?;
        Ok((unit.parse::<UnitId>().map_err(|_| AppError::NotFound)?, thing))
    });
    let things = named.collect::<Result<Vec<_>, AppError>>()?;
    let to: Option<AccountId> = call.form.one_of("to")?;
    take_work(&call.context(), step, &Things { kind, things }, to)?;
    see(paths::desk::desk().asking("done", step.key()))
}
