//! Give the help that a visit offered: it is owed by the office that offered it.

use crate::{AppError, Context, Result, permit_on, visits::visit_record::answered_already};
use earnest_model::{
    id::{VisitId, VisitItemId},
    permit::GiveHelp,
    record::OtherSide,
    visits::{acts::VisitsAct, record_form::parse_reply},
};

/// Says what was given of the help that an item of a visit had offered.
pub fn give_support(context: &Context<'_>, visit: VisitId, item: VisitItemId, given: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<GiveHelp, _>(context, &mut work.reader(), OtherSide(visit))?;
    if let Some((day, by)) = work.reader().help_given(&permit, item)? {
        return Err(answered_already(day, &by));
    }
    let given = parse_reply(given).map_err(|message| AppError::field("given", message))?;
    work.support_give(&permit, item, &given)?;
    Ok(work.commit(&permit.act(VisitsAct::SupportGiven {}))?)
}
