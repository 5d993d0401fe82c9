//! One rating with its whole computation.

use super::{
    appeal::{self, AppealPart},
    grade::grade,
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        moment::moment,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Nav, Shell, State, Table},
    pages::{
        paths,
        shared::{
            choose_round::{of_whom, whose_round},
            score::score,
        },
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::{
        appeal_decide::decide_appeal,
        appeal_lodge::lodge_appeal,
        rating_show::{RatingBrief, show_rating},
    },
};
use earnest_model::{
    assessing::rating::{RatedPart, error_of},
    fraction::Fraction,
    id::{AppealId, RatingId},
    message::FieldErrors,
    programmes::standard::{PartKind, SeverityRule},
};

#[derive(Template)]
#[template(path = "pages/assessing/ratings/show.html")]
struct RatingPage {
    shell: Shell,
    parts: Table,
    sheets: Vec<(String, Vec<(String, String)>)>,
    missing: Vec<String>,
    sum: String,
    grade: State,
    thresholds: String,
    /// From the marks to the adjusted score, where severity can be told.
    severity: Option<Table>,
    /// Which score counts, and how far it errs.
    rule: Vec<String>,
    made: String,
    appeal: Option<AppealPart>,
}

/// Shows one.
pub fn rating(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

/// The page again, with what is wrong with an appeal or a decision.
pub fn again(call: &Call<'_>, id: RatingId, errors: &FieldErrors) -> Outcome {
    form_again(&page_of(call, id, errors)?)
}

fn page_of(call: &Call<'_>, id: RatingId, errors: &FieldErrors) -> Result<RatingPage, Fault> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let (stored, round, published) = show_rating(&call.context(), id)?;
    let standard = &published.standard;
    let steps: Vec<_> = standard
        .grades
        .iter()
        .map(|grade| format!("{} ≥ {}", grade.name.get(tag), score(grade.at_least)))
        .collect();
    let adds: Vec<_> =
        stored.parts.iter().filter(|part| part.score.is_some()).map(|part| score(part.adds)).collect();
    let total = stored.brief.score.map_or_else(|| tr.common_not_yet().into_owned(), score);
    let back = paths::assessing::ratings().asking("round", round.id);
    let name = match stored.brief.leads {
        true => tr.leading_group_of(stored.brief.name.as_str()),
        false => stored.brief.name.clone(),
    };
    Ok(RatingPage {
        appeal: appeal::part(call, id, standard, errors)?,
        shell: call
            .shell(Some(Nav::Observations), tr.rating_title(name))
            .lede(of_whom(
                &tr.rating_lede(i64::from(round.number), i64::from(published.version)),
                whose_round(call, round.id)?,
            ))
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
        severity: severity(call, &stored.parts),
        rule: rule(call, standard.severity, &stored.brief),
        made: moment(call, &stored.rated_at),
    })
}

fn part_name(call: &Call<'_>, part: PartKind) -> String {
    call.word_of(part)
}

fn parts(call: &Call<'_>, parts: &[RatedPart]) -> Table {
    let tr = call.tr;
    let dash = || tr.common_not_yet().into_owned();
    let rows = parts.iter().map(|part| {
        [
            Cell::from(part_name(call, part.part)),
            part.weight.share().into(),
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

/// From the marks to the adjusted score, part by part.
fn severity(call: &Call<'_>, parts: &[RatedPart]) -> Option<Table> {
    let tr = call.tr;
    let rows: Vec<[Cell; 6]> = parts
        .iter()
        .filter_map(|part| {
            let (raw, found) = (part.raw()?, part.adjustment.as_ref()?);
            Some([
                part_name(call, part.part).into(),
                score(raw).into(),
                signed(found.severity).into(),
                found.mean.rounded(3).into(),
                found.shrinkage.rounded(3).into(),
                score(found.result(raw)).into(),
            ])
        })
        .collect();
    let table = Table::new(tr.rating_severity_caption())
        .column(tr.rating_part())
        .numbers(tr.rating_raw())
        .numbers(tr.rating_severity())
        .numbers(tr.rating_mean_of_all())
        .numbers(tr.rating_believed())
        .numbers(tr.rating_adjusted());
    (!rows.is_empty()).then(|| table.rows(rows))
}

/// A number of points with its sign, to a thousandth: what the sum is done with.
fn signed(points: Fraction) -> String {
    let text = points.rounded(3);
    if points > Fraction::ZERO { format!("+{text}") } else { text }
}

fn rule(call: &Call<'_>, rule: SeverityRule, rating: &RatingBrief) -> Vec<String> {
    let tr = call.tr;
    let mut words = Vec::new();
    let Some(otherwise) = rating.otherwise else {
        words.push(tr.rating_untold().into_owned());
        return words;
    };
    words.push(match rule {
        SeverityRule::Raw => tr.rating_counts_raw(score(otherwise)),
        SeverityRule::Adjusted => tr.rating_counts_adjusted(score(otherwise)),
    });
    words.extend(rating.variance.map(|variance| tr.rating_error(error_of(variance).rounded(1))));
    words
}

/// The sheets of a part: score and address each.
fn sheets(call: &Call<'_>, part: &RatedPart) -> (String, Vec<(String, String)>) {
    let each =
        part.scores.iter().zip(&part.sheets).map(|(of, id)| (score(*of), paths::assessing::sheet(*id)));
    (part_name(call, part.part), each.collect())
}

fn missing(call: &Call<'_>, part: &RatedPart) -> Option<String> {
    let why = call.word(&format!("missing-{}", part.missing?.key()));
    Some(call.tr.rating_missing(part_name(call, part.part), why))
}

/// Lodges an appeal.
pub fn lodge(call: &Call<'_>) -> Outcome {
    let rating: RatingId = call.id("id")?;
    let end = lodge_appeal(&call.context(), rating, call.form.get("reason")).map(|_| ());
    after(call, rating, end)
}

/// Decides one.
pub fn decide(call: &Call<'_>) -> Outcome {
    let (rating, appeal): (RatingId, AppealId) = (call.id("id")?, call.id("appeal")?);
    let form = call.form;
    let end =
        decide_appeal(&call.context(), appeal, form.get("outcome"), form.get("reason"), form.get("score"));
    after(call, rating, end)
}

fn after(call: &Call<'_>, rating: RatingId, end: Result<(), AppError>) -> Outcome {
    after_form(end, |()| see(paths::assessing::rating(rating)), |errors| again(call, rating, &errors))
}
