//! The answers of the API.

use crate::{
    api::answer::{answer, limit, page},
    frame::{address::Asking, call::Call, reply::Outcome},
    look::{Named, caption},
    pages::{figures::report::figure::question, paths},
};
use earnest_app::{
    AppError, LedgerFilter, LedgerLine,
    circulars::circular_show::{list_circulars, show_circular},
    draws::draw_show::{list_draws, show_draw},
    figures::figure_show::{Asked, show_figure, show_figures},
    ledger::ledger_show::show_ledger,
    nearest::OfList,
};
use earnest_model::{
    figures::{figure::Traced, figure_name::FigureName, scope::Narrowed},
    id::ProgrammeId,
    ledger::{findings::problem::ProblemState, measures::measure::MeasureState},
};
use serde_json::{Value, json};
use std::str::FromStr;

/// A field of the query that may be left out.
fn given<'c>(call: &'c Call<'_>, name: &str) -> Option<&'c str> {
    call.query.find(name).filter(|value| !value.is_empty())
}

/// A unit as every answer names it: `Unit` of the description.
fn unit(code: &str, name: &str) -> Value {
    json!({ "code": code, "name": name })
}

/// A figure with its whole scope, in keys and in words.
fn figure_of(call: &Call<'_>, figure: &Traced, named: Named<'_>) -> Value {
    let (trace, key) = (figure.trace(), figure.name().key());
    let scope = figure.scope();
    let narrowed = Narrowed::of(scope, &named.whose.code);
    let among = named.whose.beside && figure.name().takes_programme();
    let records = format!("/api/v1/figures/{key}").asking("unit", named.code);
    let records = scope.round.into_iter().fold(records, |records, round| records.asking("round", round));
    let records = format!("{records}{}", narrowed.address_among(among)).asking("as_of", trace.day);
    let records = if trace.since { records.asking("entered", "since") } else { records };
    json!({
        "name": key,
        "value": figure.value(),
        "counts": figure.name().counts().key(),
        "distinct": figure.name().counts().is_distinct(),
        "unit": unit(named.code, named.name),
        "own": scope.own,
        "organiser": narrowed.organiser,
        "programme": narrowed.programme,
        "round": scope.round,
        "source": narrowed.sources,
        "class": narrowed.class,
        "as_of": trace.day,
        "entered": trace.since.then_some("since"),
        "caption": caption(call.tr, call.pack(), trace, named),
        "records": records,
    })
}

pub(super) fn figures(call: &Call<'_>) -> Outcome {
    let question = question(call, &[])?;
    let shown = show_figures(&call.context(), Asked::read(FigureName::Units, &question))?;
    let named = Named { code: &shown.unit.code, name: &shown.unit.name, whose: &shown.whose };
    let figure = |figure| figure_of(call, figure, named);
    page(call, shown.figures.iter().map(figure).collect(), "after", None)
}

pub(super) fn records(call: &Call<'_>) -> Outcome {
    let (name, class) = FigureName::parse_with_class(call.part("name")?).ok_or(AppError::NotFound)?;
    let question = question(call, &["after", "limit"])?.of_class(class).map_err(AppError::Form)?;
    let asked = Asked::read(name, &question);
    let shown = show_figure(&call.context(), asked, call.asked("after")?, limit(call)?)?;
    let named = Named { code: &shown.unit_code, name: &shown.unit_name, whose: &shown.whose };
    let figure = |figure| figure_of(call, figure, named);
    let record = |record: &earnest_model::figures::figure::Record| {
        json!({
            "kind": record.kind.key(),
            "id": record.id,
            "unit": unit(&record.unit_code, &record.unit_name),
            "label": record.label,
        })
    };
    let next = shown.next.map(|place| call.here(&call.query.with("after", &place.to_string())));
    answer(&json!({
        "figure": figure(&shown.figure),
        "entered_since": shown.since.as_ref().map(figure),
        "items": shown.records.iter().map(record).collect::<Vec<_>>(),
        "next": next,
    }))
}

/// A page of a list of what is published: of the programme that is named; else of all, in which one ever is on the pages.
fn of_all<I: FromStr>(call: &Call<'_>) -> Result<OfList<I>, AppError> {
    let programme: Option<ProgrammeId> = call.asked("programme")?;
    Ok(OfList { programme: Some(programme.into()), round: None, before: call.asked("before")? })
}

pub(super) fn draws(call: &Call<'_>) -> Outcome {
    let list = list_draws(&call.context(), of_all(call)?, limit(call)?)?;
    let draw = |draw: &earnest_app::draws::draw_show::DrawBrief| {
        json!({
            "id": draw.id,
            "state": draw.state.key(),
            "round": draw.round,
            "topic": draw.topic,
            "organiser": draw.organiser,
            "organiser_code": draw.organiser_code,
            "programme": draw.programme,
            "frozen_at": draw.frozen_at,
            "drawn_at": draw.drawn_at,
            "drawn": draw.drawn.value(),
        })
    };
    page(call, list.draws.iter().map(draw).collect(), "before", list.next.map(|id| id.0))
}

pub(super) fn draw(call: &Call<'_>) -> Outcome {
    let shown = show_draw(&call.context(), call.id("id")?)?;
    let classes = shown.classes.iter().map(|class| {
        let units = class.units.iter().map(|unit| {
            json!({
                "code": unit.code, "name": unit.name, "place": unit.place, "ticket": unit.ticket,
                "state": unit.state.key(),
            })
        });
        json!({
            "class": class.class, "frame": class.frame, "quota": class.quota, "units": units.collect::<Vec<_>>(),
        })
    });
    let (draw, public) = (&shown.draw, &shown.draw.public);
    answer(&json!({
        "id": draw.id,
        "state": public.state.key(),
        "round": shown.round.number,
        "topic": shown.round.topic.as_str(),
        "organiser": shown.organiser,
        "organiser_code": shown.organiser_code,
        "programme": shown.round.programme,
        "rate": public.rate.to_string(),
        "frame_sha256": public.frame_hash,
        "frozen_at": public.frozen_at,
        "seed": public.seed,
        "drawn_at": public.drawn_at,
        "void_reason": public.void_reason,
        "classes": classes.collect::<Vec<_>>(),
        "frame": paths::draws::frame(draw.id),
        "certificate": public.certificate.is_some().then(|| paths::draws::certificate(draw.id)),
    }))
}

pub(super) fn circulars(call: &Call<'_>) -> Outcome {
    let list = list_circulars(&call.context(), of_all(call)?, limit(call)?)?;
    let circular = |brief: &earnest_app::circulars::circular_show::CircularBrief| {
        json!({
            "id": brief.id,
            "version": brief.version,
            "number": brief.number,
            "title": brief.title,
            "round": brief.round,
            "organiser": brief.organiser,
            "organiser_code": brief.organiser_code,
            "programme": brief.programme,
            "published_on": brief.published_on,
        })
    };
    page(call, list.circulars.iter().map(circular).collect(), "before", list.next.map(|id| id.0))
}

pub(super) fn circular(call: &Call<'_>) -> Outcome {
    let shown = show_circular(&call.context(), call.id("id")?)?;
    let circular = &shown.circular;
    let versions = shown.versions.iter().map(
        |(id, version, published_on)| json!({ "id": id, "version": version, "published_on": published_on }),
    );
    answer(&json!({
        "id": circular.id,
        "version": circular.version,
        "number": circular.number,
        "title": circular.title,
        "round": shown.round.number,
        "organiser": shown.organiser.name,
        "organiser_code": shown.organiser.code,
        "programme": shown.round.programme,
        "published_on": circular.published_on,
        "body": serde_json::to_value(&circular.body).unwrap_or_default(),
        "versions": versions.collect::<Vec<_>>(),
    }))
}

pub(super) fn ledger(call: &Call<'_>) -> Outcome {
    let overdue = call.asked_yes("overdue")?;
    let filter = LedgerFilter {
        states: call.choices("state", MeasureState::parse)?,
        aspect: given(call, "aspect").map(str::to_owned),
        overdue_on: overdue.then_some(call.today),
        after: call.asked("after")?,
        limit: limit(call)?,
        ..LedgerFilter::default()
    };
    let found = show_ledger(&call.context(), given(call, "unit"), filter)?;
    page(call, found.lines.iter().map(measure).collect(), "after", found.next)
}

fn measure(line: &LedgerLine) -> Value {
    let measure = &line.measure;
    json!({
        "id": measure.id,
        "serial": measure.serial,
        "unit": unit(&line.unit_code, &line.unit_name),
        "problem": { "id": measure.problem, "text": line.problem, "aspect": line.aspect },
        "counted": line.problem_state == ProblemState::Signed,
        "measure": measure.body,
        "owner": measure.owner,
        "deliverable": measure.deliverable,
        "time_class": measure.time_class.key(),
        "due_on": measure.due_on,
        "state": measure.state.key(),
        "progress": measure.progress,
        "closed_on": measure.closed_on,
    })
}
