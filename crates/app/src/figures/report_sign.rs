//! Sign a frozen report as the unit's head: exactly the words and figures that were seen.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{figures::acts::FiguresAct, hash::sha256_hex, id::FrozenReportId, permit::SignReport};

/// Signs it. `seen`: the hash of what the head saw; another one is not signed, and nothing is signed twice.
pub fn sign_report(context: &Context<'_>, id: FrozenReportId, seen: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<SignReport, _>(context, &mut work.reader(), id)?;
    let report = work.reader().frozen_report(&permit)?;
    if report.signed_on.is_some() {
        return Err(AppError::refused("error-report-signed"));
    }
    let kept = sha256_hex(report.made.bytes().as_bytes());
    if seen != report.sha256 || kept != report.sha256 {
        return Err(AppError::refused("error-report-otherwise"));
    }
    work.report_sign(&permit, &report.sha256)?;
    let told = FiguresAct::ReportSigned { as_of: report.as_of, sha256: report.sha256 };
    Ok(work.commit(&permit.act(told))?)
}
