//! The papers of measures that were ticked on the ledger, as one PDF or as a file of each.

use crate::{
    archive::Reader,
    frame::{
        call::Call,
        reply::{Outcome, Reply, see},
        route::{Need, Route, get},
    },
    pages::{ledger::notices::TICKS, paths},
    printed::{Many, joined_for, packed_for},
};
use earnest_app::AppError;
use earnest_model::{figures::question::malformed, id::MeasureId, message::Message, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[get("/ledger/notices", Need::May(ActionKind::ReadLedger), notices)];

/// The most of one act: as many closures are verified at once.
const MOST: usize = 100;

/// All of them as they are at one moment; where one can't be written, nothing is.
fn notices(call: &Call<'_>) -> Outcome {
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
