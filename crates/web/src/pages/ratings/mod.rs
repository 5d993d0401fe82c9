//! Overall ratings: by class, and each with its computation step by step.

use super::rounds::choose_round;
use super::sheets::score;
use crate::{
    call::Call,
    look::{Cell, Field, Nav, Notice, Shell, State, Table, Tone},
    moment::moment,
    reply::{Outcome, page, see},
    route::{Need, Route, get, post},
};
use askama::Template;
use earnest_app::{
    AppError,
    rating_show::{RatingBrief, RatingList, list_ratings, show_rating},
    round_rate::rate_round,
};
use earnest_model::{
    id::RoundId,
    permit::{ActionKind, may_somewhere},
    rating::RatedPart,
    standard::{PartKind, Standard},
};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/ratings", Need::May(ActionKind::ReadAssessments), ratings),
    post("/ratings", Need::May(ActionKind::RateUnit), rate),
    get("/ratings/{id}", Need::May(ActionKind::ReadAssessments), rating),
];

#[derive(Template)]
#[template(path = "pages/ratings/list.html")]
struct RatingsPage {
    shell: Shell,
    choose: Vec<Field>,
    classes: Vec<(String, Table)>,
    empty: Option<Notice>,
    estimates: Option<String>,
    assessors: Option<String>,
    rate: Option<String>,
}

fn ratings(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let list = list_ratings(&call.context(), call.asked("round"))?;
    let lede = match &list.round {
        Some(round) => tr.rating_list_lede(list.ratings.len(), i64::from(round.number), round.topic.as_str()),
        None => tr.rating_list_lede_none().into_owned(),
    };
    page(&RatingsPage {
        shell: call.shell(Some(Nav::Observations), tr.rating_list_title()).lede(lede),
        choose: choose_round(call, &list.rounds, list.round.as_ref().map(|round| round.id)),
        classes: classes(call, &list),
        empty: list.ratings.is_empty().then(|| Notice::new(Tone::Empty, tr.rating_none())),
        assessors: list
            .round
            .as_ref()
            .filter(|_| may_somewhere(ActionKind::ReadAssessors, call.actor, call.today))
            .map(|round| format!("/assessors?round={}", round.id)),
        estimates: list.round.as_ref().map(|round| format!("/estimates?round={}", round.id)),
        rate: list
            .round
            .as_ref()
            .filter(|_| list.may_rate)
            .map(|round| format!("/ratings?round={}", round.id)),
    })
}

fn classes(call: &Call<'_>, list: &RatingList) -> Vec<(String, Table)> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let standard = list.standard.as_ref().map(|published| &published.standard);
    let groups = list.ratings.chunk_by(|one, next| one.class == next.class);
    groups
        .filter_map(|group| {
            let name = call.state.pack.class_name(&group.first()?.class, tag).to_owned();
            let table = Table::new(name.as_str())
                .column(tr.rating_unit())
                .numbers(tr.rating_score())
                .column(tr.rating_grade())
                .rows(group.iter().map(|rating| row(call, standard, rating)));
            Some((format!("{name} · {}", tr.number(group.len())), table))
        })
        .collect()
}

fn row(call: &Call<'_>, standard: Option<&Standard>, rating: &RatingBrief) -> [Cell; 3] {
    let dash = || call.tr.common_not_yet().into_owned();
    [
        Cell::link(rating.name.as_str(), format!("/ratings/{}", rating.id)),
        rating.score.map_or_else(dash, score).into(),
        grade(call, standard, rating).into(),
    ]
}

/// The grade with its sign: trouble for the lowest and for a veto.
fn grade(call: &Call<'_>, standard: Option<&Standard>, rating: &RatingBrief) -> State {
    let tag = call.lang.tag();
    let named = standard.and_then(|standard| standard.grade_named(&rating.grade));
    let mut word = named.map_or(rating.grade.as_str(), |grade| grade.name.get(tag)).to_owned();
    if let Some(key) = &rating.veto {
        let veto = standard.and_then(|standard| standard.veto(key));
        let words = veto.map_or(key.as_str(), |veto| veto.name.get(tag));
        word = call.tr.rating_by_veto(word, words);
    }
    let worst = standard.and_then(Standard::worst).is_some_and(|worst| worst.key == rating.grade);
    if worst { State::trouble(word) } else { State::done(word) }
}

fn rate(call: &Call<'_>) -> Outcome {
    let round: RoundId = call.asked("round").ok_or(AppError::NotFound)?;
    rate_round(&call.context(), round)?;
    see(format!("/ratings?round={round}"))
}

#[derive(Template)]
#[template(path = "pages/ratings/show.html")]
struct RatingPage {
    shell: Shell,
    parts: Table,
    sheets: Vec<(String, Vec<(String, String)>)>,
    missing: Vec<String>,
    sum: String,
    grade: State,
    thresholds: String,
    made: String,
}

fn rating(call: &Call<'_>) -> Outcome {
    let (tr, tag) = (call.tr, call.lang.tag());
    let (stored, round, published) = show_rating(&call.context(), call.id("id")?)?;
    let standard = &published.standard;
    let steps: Vec<_> = standard
        .grades
        .iter()
        .map(|grade| format!("{} ≥ {}", grade.name.get(tag), score(grade.at_least)))
        .collect();
    let adds: Vec<_> =
        stored.parts.iter().filter(|part| part.score.is_some()).map(|part| score(part.adds)).collect();
    let total = stored.brief.score.map_or_else(|| tr.common_not_yet().into_owned(), score);
    let back = format!("/ratings?round={}", round.id);
    page(&RatingPage {
        shell: call
            .shell(Some(Nav::Observations), tr.rating_title(stored.brief.name.as_str()))
            .lede(tr.rating_lede(i64::from(round.number), i64::from(published.version)))
            .crumb(tr.rating_list_title(), Some(&back)),
        parts: parts(call, &stored.parts),
        sheets: stored
            .parts
            .iter()
            .filter(|part| !part.sheets.is_empty())
            .map(|part| sheets(call, part))
            .collect(),
        missing: stored.parts.iter().filter_map(|part| missing(call, part)).collect(),
        sum: format!("{} = {total}", adds.join(" + ")),
        grade: grade(call, Some(standard), &stored.brief),
        thresholds: steps.join(" · "),
        made: moment(call, &stored.rated_at),
    })
}

fn part_name(call: &Call<'_>, part: PartKind) -> String {
    call.word(&format!("part-{}", part.key()))
}

fn parts(call: &Call<'_>, parts: &[RatedPart]) -> Table {
    let tr = call.tr;
    let dash = || tr.common_not_yet().into_owned();
    let rows = parts.iter().map(|part| {
        [
            Cell::from(part_name(call, part.part)),
            part.weight.percent(0).into(),
            if part.score.is_some() { part.share.percent(1) } else { dash() }.into(),
            part.score.map_or_else(dash, score).into(),
            part.spread.map_or_else(dash, score).into(),
            if part.score.is_some() { score(part.adds) } else { dash() }.into(),
        ]
    });
    Table::new(tr.rating_parts_caption())
        .column(tr.rating_part())
        .numbers(tr.rating_weight())
        .numbers(tr.rating_share())
        .numbers(tr.rating_mean())
        .numbers(tr.rating_spread())
        .numbers(tr.rating_adds())
        .rows(rows)
}

/// The sheets of a part: score and address each.
fn sheets(call: &Call<'_>, part: &RatedPart) -> (String, Vec<(String, String)>) {
    let each = part.scores.iter().zip(&part.sheets).map(|(of, id)| (score(*of), format!("/sheets/{id}")));
    (part_name(call, part.part), each.collect())
}

fn missing(call: &Call<'_>, part: &RatedPart) -> Option<String> {
    let why = call.word(&format!("missing-{}", part.missing?.key()));
    Some(call.tr.rating_missing(part_name(call, part.part), why))
}
