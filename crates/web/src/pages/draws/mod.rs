//! Random draws: everybody sees them; the office freezes, draws and voids.

mod after;
pub mod call_ups;
pub(super) mod certified;
mod list;
mod show;

pub use certified::{Certified, Place};

use crate::frame::{
    call::Call,
    reply::{Fault, Outcome, Reply, form_again, see},
    route::{Need, Route, get, post},
};
use earnest_app::{
    AppError,
    draws::{
        draw_freeze::{Freeze, freeze_frame_without},
        draw_run::run_draw,
        draw_show::show_draw,
        draw_void::void_draw,
    },
};
use earnest_model::{id::RoundId, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/draws", Need::Public, list::draws),
    post("/draws", Need::May(ActionKind::FreezeFrame), freeze),
    get("/draws/{id}", Need::Public, show::draw),
    post("/draws/{id}/seed", Need::May(ActionKind::RunDraw), seed),
    post("/draws/{id}/void", Need::May(ActionKind::VoidDraw), void),
    get("/draws/{id}/certificate.json", Need::Public, certificate),
    get("/draws/{id}/frame.csv", Need::Public, frame),
    get("/draws/{id}/excluded.csv", Need::Public, after::exclusions),
    get("/draws/{id}/assessors/{lot}", Need::Public, after::certificate),
    post("/draws/{id}/replace", Need::May(ActionKind::ReplaceDrawn), after::replace),
    post("/draws/{id}/call-up", Need::May(ActionKind::CallUpMaterials), after::call_up),
    post("/draws/{id}/assessors", Need::May(ActionKind::DrawAssessors), after::assessors),
];

fn freeze(call: &Call<'_>) -> Outcome {
    let round: RoundId = call.form.get("round").parse().map_err(|_| AppError::NotFound)?;
    let classes: Vec<_> = call.form.all("classes").map(str::to_owned).collect();
    let request = Freeze { round, rate: call.form.get("rate"), classes: &classes };
    match freeze_frame_without(&call.context(), &request, call.form.get("excluded")) {
        Ok(id) => see(format!("/draws/{id}")),
        Err(AppError::Form(errors)) => form_again(&list::page_of(call, &errors)?),
        Err(fault) => Err(fault.into()),
    }
}

fn seed(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let run = run_draw(&call.context(), id, call.form.get("seed")).map(|_| ());
    after(call, id, run)
}

fn void(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let done = void_draw(&call.context(), id, call.form.get("reason"));
    after(call, id, done)
}

/// Back to the draw; with the faults at their fields if there are any.
fn after(call: &Call<'_>, id: earnest_model::id::DrawId, end: Result<(), AppError>) -> Outcome {
    match end {
        Ok(()) => see(format!("/draws/{id}")),
        Err(AppError::Form(errors)) => form_again(&show::page_of(call, id, &errors)?),
        Err(fault) => Err(Fault::from(fault)),
    }
}

fn certificate(call: &Call<'_>) -> Outcome {
    let shown = show_draw(&call.context(), call.id("id")?)?;
    let bytes = shown.draw.public.certificate.ok_or(AppError::NotFound)?.into_bytes();
    Ok(Reply::File { media: "application/json", name: file_name(shown.draw.id), bytes })
}

fn frame(call: &Call<'_>) -> Outcome {
    let shown = show_draw(&call.context(), call.id("id")?)?;
    let name = format!("draw-{}-frame.csv", shown.draw.id);
    Ok(Reply::File { media: "text/csv; charset=utf-8", name, bytes: shown.draw.public.frame.into_bytes() })
}

/// Under which name a certificate is kept.
fn file_name(id: earnest_model::id::DrawId) -> String {
    format!("draw-{id}.json")
}
