//! Set one more measure against a problem that is on the list already. Against a signed one only its unit's head does:
//! the act is the signature.

use crate::{
    AppError, Context, Result,
    ledger::findings::{
        doubles::{measure_double, measure_elsewhere},
        owners::{check_owner, owners_at},
    },
    permit_at, permit_on,
};
use earnest_model::{
    id::{MeasureId, ProblemId},
    ledger::{
        acts::LedgerAct,
        findings::problem::ProblemState,
        measures::measure_form::{MeasureForm, NewMeasure},
    },
    message::FieldErrors,
    permit::{AddMeasure, Permit, ReadLedger, SignFindings},
};
use earnest_store::{Problem, Reader};

/// The permit to set one more measure against a problem now, and the problem.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: ProblemId,
) -> Result<(Permit<AddMeasure, ProblemId>, Problem)> {
    let permit = permit_on(context, reader, id)?;
    let problem = reader.problem(&permit)?;
    if problem.state.is_settled() {
        return Err(AppError::refused("error-problem-settled"));
    }
    if problem.state == ProblemState::Signed && permit_on::<SignFindings, _>(context, reader, id).is_err() {
        return Err(AppError::refused("error-measure-add-head"));
    }
    Ok((permit, problem))
}

/// Sets it. In the words of one that the problem has, or another one of the unit, it is asked about at `again`, unless `another` one is meant.
pub fn add_measure(
    context: &Context<'_>,
    id: ProblemId,
    form: &MeasureForm<'_>,
    another: bool,
) -> Result<MeasureId> {
    let mut work = context.begin()?;
    let (permit, problem) = ready(context, &mut work.reader(), id)?;
    let new = NewMeasure::parse(form).map_err(AppError::Form)?;
    let mut errors = FieldErrors::new();
    let posts = owners_at(context, &mut work.reader(), permit.target())?;
    check_owner(&posts, new.owner.as_str(), "owner".to_owned(), &mut errors);
    if !another {
        let reading = permit_on::<ReadLedger, _>(context, &mut work.reader(), id)?;
        let there = work.reader().measures_of(&reading)?;
        let there = there.iter().map(|one| (one.serial.as_str(), one.body.as_str()));
        let double = match measure_double(&new, there) {
            Some(double) => Some(double),
            None => {
                let reading = permit_at::<ReadLedger>(context, permit.target())?;
                measure_elsewhere(&new, &work.reader().measures_said(&reading)?, Some(id))
            }
        };
        errors.take("again", double.map_or(Ok(()), Err));
    }
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let (key, serial) = work.measure_insert(&permit, &new)?;
    let told = LedgerAct::MeasureAdded { serial, problem_serial: problem.serial };
    work.commit(&permit.act_on(key, told))?;
    Ok(key)
}
