//! The answers of the API.

use crate::{
    api::answer::{answer, limit, number, page},
    frame::{address::Asking, call::Call, reply::Outcome},
    pages::{
        figures::report::figure::{asked, sources},
        paths,
    },
};
use earnest_app::{
    AppError, LedgerFilter, LedgerLine,
    circulars::circular_show::{list_circulars, show_circular},
    draws::draw_show::{list_draws, show_draw},
    figures::figure_show::{show_figure, show_figures},
    ledger::ledger_show::show_ledger,
};
use earnest_model::{
    figures::{
        figure::{FigureName, Traced},
        scope::Narrowed,
    },
    ledger::{findings::problem::ProblemState, measures::measure::MeasureState},
};
use serde_json::{Value, json};

/// A field of the query that may be left out.
fn given<'c>(call: &'c Call<'_>, name: &str) -> Option<&'c str> {
    call.query.find(name).filter(|value| !value.is_empty())
}

fn figure_of(figure: &Traced, code: &str, name: &str, organiser: &str) -> Value {
    let (trace, key) = (figure.trace(), figure.name().key());
    let scope = figure.scope();
    let narrowed = Narrowed::of(scope, organiser);
    let records = format!("/api/v1/figures/{key}").asking("unit", code);
    let records = scope.round.into_iter().fold(records, |records, round| records.asking("round", round));
    let records = format!("{records}{}", narrowed.address()).asking("as_of", trace.day);
    let records = if trace.since { records.asking("entered", "since") } else { records };
    json!({
        "name": key,
        "value": figure.value(),
        "counts": figure.name().counts().key(),
        "unit": { "code": code, "name": name },
        "own": scope.own,
        "organiser": scope.organiser.map(|_| narrowed.organiser.as_deref().unwrap_or(code)),
        "programme": narrowed.programme,
        "round": scope.round,
        "source": narrowed.sources,
        "class": narrowed.class,
        "as_of": trace.day,
        "records": records,
    })
}

pub(super) fn figures(call: &Call<'_>) -> Outcome {
    number::<i64>(call, "round")?;
    let sources = sources(call)?;
    let asked = asked(call, FigureName::Units, None, &sources);
    let shown = show_figures(&call.context(), asked)?;
    let organiser = asked.organiser.unwrap_or(&shown.unit.code);
    let figure = |figure| figure_of(figure, &shown.unit.code, &shown.unit.name, organiser);
    page(call, shown.figures.iter().map(figure).collect(), "after", None)
}

pub(super) fn records(call: &Call<'_>) -> Outcome {
    let (name, class) = FigureName::parse_with_class(call.part("name")?).ok_or(AppError::NotFound)?;
    number::<i64>(call, "round")?;
    let sources = sources(call)?;
    let asked = asked(call, name, class.as_deref(), &sources);
    let shown = show_figure(&call.context(), asked, number(call, "after")?, limit(call)?)?;
    let organiser = shown.organiser.as_deref().unwrap_or(&shown.unit_code);
    let figure = |figure| figure_of(figure, &shown.unit_code, &shown.unit_name, organiser);
    let record = |record: &earnest_model::figures::figure::Record| {
        json!({
            "kind": record.kind.key(),
            "id": record.id,
            "unit": { "code": record.unit_code, "name": record.unit_name },
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

pub(super) fn draws(call: &Call<'_>) -> Outcome {
    let list = list_draws(&call.context(), number(call, "before")?, limit(call)?)?;
    let draw = |draw: &earnest_app::draws::draw_show::DrawBrief| {
        json!({
            "id": draw.id,
            "state": draw.state.key(),
            "round": draw.round,
            "topic": draw.topic,
            "organiser": draw.organiser,
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
    let list = list_circulars(&call.context(), number(call, "before")?, limit(call)?)?;
    let circular = |brief: &earnest_app::circulars::circular_show::CircularBrief| {
        json!({
            "id": brief.id,
            "version": brief.version,
            "title": brief.title,
            "round": brief.round,
            "organiser": brief.organiser,
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
        "title": circular.title,
        "round": shown.round.number,
        "published_on": circular.published_on,
        "body": serde_json::to_value(&circular.body).unwrap_or_default(),
        "versions": versions.collect::<Vec<_>>(),
    }))
}

pub(super) fn ledger(call: &Call<'_>) -> Outcome {
    let filter = LedgerFilter {
        states: call.query.all("state").filter_map(|word| MeasureState::parse(word).ok()).collect(),
        aspect: given(call, "aspect").map(str::to_owned),
        overdue_on: (call.query.get("overdue") == "1").then_some(call.today),
        after: number(call, "after")?,
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
        "unit": { "code": line.unit_code, "name": line.unit_name },
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
