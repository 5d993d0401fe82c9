//! End a declared interest early: from then on it keeps nobody away; the record stays.

use crate::{AppError, Context, Result, permit_at, permit_of};
use earnest_model::{
    Date,
    assessing::acts::AssessingAct,
    id::InterestId,
    permit::{DeclareInterest, NoteInterest},
    text::date,
};
use earnest_store::InterestLine;

/// Whether the actor may end it: whoever declared it for themselves, or the office above that notes interests there.
pub fn may_end(context: &Context<'_>, line: &InterestLine) -> bool {
    let own = context.actor.account();
    (own == Some(line.interest.account) && own == Some(line.by))
        || (own != Some(line.interest.account)
            && permit_at::<NoteInterest>(context, line.interest.at).is_ok())
}

/// Ends it with a last day, told at `until`. What an office noted for somebody, the office ends.
pub fn end_interest(context: &Context<'_>, id: InterestId, until: &str) -> Result<()> {
    let mut work = context.begin()?;
    let at = work.reader().at(id)?.ok_or(AppError::NotFound)?;
    let own = permit_of::<DeclareInterest, _>(context, at)?;
    if let Some(line) = work.reader().own_interest(&own)? {
        let last_day = ending_day(context, &line, until)?;
        work.own_interest_end(&own, last_day)?;
        let told = AssessingAct::InterestEnded { assessor: line.interest.account, last_day };
        return Ok(work.commit(&own.act(told))?);
    }
    let noted = permit_of::<NoteInterest, _>(context, at).map_err(|_| AppError::NotFound)?;
    let line = work.reader().noted_interest(&noted)?.ok_or(AppError::NotFound)?;
    let last_day = ending_day(context, &line, until)?;
    work.noted_interest_end(&noted, last_day)?;
    let told = AssessingAct::InterestNoteEnded { assessor: line.interest.account, last_day };
    Ok(work.commit(&noted.act(told))?)
}

fn ending_day(context: &Context<'_>, line: &InterestLine, until: &str) -> Result<Date> {
    let day = date(until).map_err(|message| AppError::field("until", message))?;
    line.interest.may_end(day, context.today).map_err(|message| AppError::field("until", message))?;
    Ok(day)
}
