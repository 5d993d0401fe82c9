//! Look-backs by lot: everybody sees the draws, the office makes them; the same three acts as the draw of units.

mod list;
pub(super) mod show;

pub use show::share_words;

use crate::frame::{
    call::Call,
    reply::{Fault, Outcome, Reply, form_again, see},
    route::{Need, Route, get, post},
};
use earnest_app::{
    AppError,
    ledger::look_backs::{
        look_back_freeze::{FreezeClosed, freeze_closed},
        look_back_run::run_look_back,
        look_back_show::show_look_back,
        look_back_void::void_look_back,
    },
};
use earnest_model::{id::LookBackDrawId, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/look-backs", Need::Public, list::draws),
    post("/look-backs", Need::May(ActionKind::FreezeFrame), freeze),
    get("/look-backs/{id}", Need::Public, show::draw),
    post("/look-backs/{id}/seed", Need::May(ActionKind::RunDraw), seed),
    post("/look-backs/{id}/void", Need::May(ActionKind::VoidDraw), void),
    get("/look-backs/{id}/certificate.json", Need::Public, certificate),
    get("/look-backs/{id}/frame.csv", Need::Public, frame),
];

fn freeze(call: &Call<'_>) -> Outcome {
    let form = call.form;
    let asked =
        FreezeClosed { organiser: form.get("unit"), rate: form.get("rate"), strata: form.get("strata") };
    match freeze_closed(&call.context(), &asked) {
        Ok(id) => see(format!("/look-backs/{id}")),
        Err(AppError::Form(errors)) => form_again(&list::page_of(call, &errors)?),
        Err(fault) => Err(fault.into()),
    }
}

fn seed(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    after(call, id, run_look_back(&call.context(), id, call.form.get("seed")).map(|_| ()))
}

fn void(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    after(call, id, void_look_back(&call.context(), id, call.form.get("reason")))
}

/// Back to the draw; with the faults at their fields if there are any.
fn after(call: &Call<'_>, id: LookBackDrawId, end: Result<(), AppError>) -> Outcome {
    match end {
        Ok(()) => see(format!("/look-backs/{id}")),
        Err(AppError::Form(errors)) => form_again(&show::page_of(call, id, &errors)?),
        Err(fault) => Err(Fault::from(fault)),
    }
}

fn certificate(call: &Call<'_>) -> Outcome {
    let draw = show_look_back(&call.context(), call.id("id")?)?.draw;
    let bytes = draw.public.certificate.ok_or(AppError::NotFound)?.into_bytes();
    Ok(Reply::File { media: "application/json", name: file_name(draw.id), bytes })
}

fn frame(call: &Call<'_>) -> Outcome {
    let draw = show_look_back(&call.context(), call.id("id")?)?.draw;
    let name = format!("look-back-{}-frame.csv", draw.id);
    Ok(Reply::File { media: "text/csv; charset=utf-8", name, bytes: draw.public.frame.into_bytes() })
}

/// Under which name a certificate is kept.
fn file_name(id: LookBackDrawId) -> String {
    format!("look-back-{id}.json")
}
