//! The papers of measures that were ticked on the ledger, as one PDF or as a file of each.

use crate::{
    archive::Reader,
    frame::{
        call::Call,
        reply::{Outcome, Reply, see},
    },
    pages::paths,
    printed::{Many, joined_for, packed_for},
};
use earnest_app::AppError;
use earnest_model::{figures::question::malformed, id::MeasureId, message::Message, paper::PaperKind};

/// The most of one act: as many closures are verified at once.
pub(super) const MOST: usize = 100;
/// The form of the ledger that asks for them, and what its boxes are called.
pub(super) const TICKS: (&str, &str) = ("notices", "measure");

/// Whether the programme has any.
pub(super) fn are_had(call: &Call<'_>) -> bool {
    [PaperKind::Notice, PaperKind::Closure].into_iter().any(|kind| call.pack().has_paper(kind))
}

/// All of them as they are at one moment; where one can't be written, nothing is.
pub(super) fn notices(call: &Call<'_>) -> Outcome {
    let (mut ids, kind): (Vec<String>, _) = (Vec::new(), call.query.get("as"));
    for sent in call.query.all(TICKS.1) {
        let fault = |_| AppError::field(TICKS.1, malformed(TICKS.1, sent));
        let id: MeasureId = sent.parse().map_err(fault)?;
        let id = id.to_string();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if kind.is_empty() {
        // They are ticked on the ledger.
        return see(paths::ledger::ledger());
    }
    if ids.is_empty() {
        return Err(AppError::field(TICKS.1, Message::new("error-measure-none")).into());
    }
    if ids.len() > MOST {
        let said = Message::new("error-notices-most").with("found", ids.len()).with("most", MOST);
        return Err(AppError::field(TICKS.1, said).into());
    }
    let layout = Some(call.query.get("layout")).filter(|name| !name.is_empty());
    let many = Many { kind: "measure", ids: &ids, lang: call.lang, layout };
    // As whoever asks reads them, in the language of the page.
    let reader = Reader { lang: call.lang, ..Reader::of(call) };
    let name = |ending: &str| format!("notices-{}.{ending}", call.today);
    let made = match kind {
        "pdf" => joined_for(&reader, &many).map(|bytes| ("application/pdf", name("pdf"), bytes)),
        "zip" => packed_for(&reader, &many).map(|bytes| ("application/zip", name("zip"), bytes)),
        other => return Err(AppError::field("as", malformed("as", other)).into()),
    };
    let (media, name, bytes) = made.map_err(|(_, fault)| fault)?;
    Ok(Reply::File { media, name, bytes })
}
