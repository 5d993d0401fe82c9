//! The files of a look-back by lot: its certificate and its frame.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, Reply},
    },
    pages::journal::certificate_file,
};
use earnest_app::{
    AppError, anchor::standing::Published, ledger::look_backs::look_back_show::show_look_back,
};
use earnest_model::id::LookBackDrawId;

pub(super) fn certificate(call: &Call<'_>) -> Outcome {
    let draw = show_look_back(&call.context(), call.id("id")?)?.draw;
    let certificate = draw.public.certificate.ok_or(AppError::NotFound)?;
    certificate_file(call, Published::LookBack(draw.id), (file_name(draw.id), certificate))
}

pub(super) fn frame(call: &Call<'_>) -> Outcome {
    let draw = show_look_back(&call.context(), call.id("id")?)?.draw;
    let name = format!("look-back-{}-frame.csv", draw.id);
    Ok(Reply::File { media: "text/csv; charset=utf-8", name, bytes: draw.public.frame.into_bytes() })
}

/// Under which name a certificate is kept.
pub(super) fn file_name(id: LookBackDrawId) -> String {
    format!("look-back-{id}.json")
}
