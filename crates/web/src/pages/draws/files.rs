//! The files of a draw: its certificate, its frame, what was left out of it, the lots of its assessors.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, Reply},
    },
    pages::journal::certificate_file,
};
use earnest_app::{
    AppError,
    anchor::standing::Published,
    draws::{assessors_draw::assessor_lots, draw_show::show_draw},
};
use earnest_model::id::LotId;

pub(super) fn certificate(call: &Call<'_>) -> Outcome {
    let shown = show_draw(&call.context(), call.id("id")?)?;
    let (id, certificate) = (shown.draw.id, shown.draw.public.certificate.ok_or(AppError::NotFound)?);
    certificate_file(call, Published::Draw(id), (file_name(id), certificate))
}

pub(super) fn frame(call: &Call<'_>) -> Outcome {
    let shown = show_draw(&call.context(), call.id("id")?)?;
    let name = format!("draw-{}-frame.csv", shown.draw.id);
    Ok(Reply::File { media: "text/csv; charset=utf-8", name, bytes: shown.draw.public.frame.into_bytes() })
}

/// Under which name a certificate is kept.
pub(super) fn file_name(id: earnest_model::id::DrawId) -> String {
    format!("draw-{id}.json")
}

/// The certificate of a lot of assessors: public, as the draw itself.
pub(super) fn lot(call: &Call<'_>) -> Outcome {
    let lot: LotId = call.id("lot")?;
    let lots = assessor_lots(&call.context(), call.id("id")?)?;
    let found = lots.into_iter().find(|found| found.id == lot).ok_or(AppError::NotFound)?;
    certificate_file(call, Published::Lot(lot), (format!("assessors-{lot}.json"), found.certificate))
}

/// The file of the units left out.
pub(super) fn exclusions(call: &Call<'_>) -> Outcome {
    let shown = show_draw(&call.context(), call.id("id")?)?;
    let bytes = shown.draw.exclusions.ok_or(AppError::NotFound)?.into_bytes();
    let name = format!("draw-{}-excluded.csv", shown.draw.id);
    Ok(Reply::File { media: "text/csv; charset=utf-8", name, bytes })
}
