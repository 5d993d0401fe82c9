//! The draft of an organiser's next standard: begun, kept, held against the tiers above field by field, published.

use super::{
    agree::bodies,
    draft_form::{Asked, Entry, Part, read},
    meant::{at, meant},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, form_again, page, see},
        weighed::Weighed,
    },
    look::{ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    programmes::{
        standard_agree::ask_bodies,
        standard_draft::{
            Kept, Source, StandardOf, Workshop, begin_draft, faults, keep_draft, open_workshop, publish_draft,
        },
    },
};
use earnest_model::{
    choice::Keeping,
    fraction::Fraction,
    message::Message,
    programmes::standard::{Laxer, Standard, StandardForm, least_kept, plain, plain_share},
};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/programmes/standards/draft.html")]
struct DraftPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    /// Ways to begin: word of the source and words.
    sources: Vec<(&'static str, String)>,
    begin: String,
    action: String,
    begun: bool,
    revision: i32,
    total: String,
    total_error: Option<String>,
    may_take_over: bool,
    blocks: Vec<Part>,
    grades: Vec<Entry>,
    vetoes: Vec<Entry>,
    /// The bodies that sign with the organiser: who said what; where the draft is put before them, if it may be.
    bodies: Option<Table>,
    put: Option<String>,
    put_on: Option<String>,
    weights: Vec<Field>,
    plan: Vec<Field>,
    rules: Vec<Field>,
}

pub fn draft(call: &Call<'_>) -> Outcome {
    let workshop = open_workshop(&call.context(), meant(call)?)?;
    let notice = match call.query.get("done") {
        "kept" => Some(Notice::new(Tone::Done, call.tr.standard_kept())),
        "put" => Some(Notice::new(Tone::Done, call.tr.standard_put())),
        _ => None,
    };
    let form = workshop.draft.as_ref().map(|draft| draft.form.clone());
    page(&draft_page(call, &workshop, form.as_ref(), notice))
}

/// Puts the draft before the bodies, as it was kept.
pub fn put(call: &Call<'_>) -> Outcome {
    let of = meant(call)?;
    match ask_bodies(&call.context(), of, call.query.get("revision")) {
        Ok(()) => see(address(of).asking("done", "put")),
        Err(AppError::Form(errors)) if errors.at("revision").is_some() => overtaken(call, of),
        Err(AppError::Form(_)) => refused(call, of, None),
        Err(AppError::Refused(why)) => refused(call, of, Some(call.words(&why))),
        Err(fault) => Err(fault.into()),
    }
}

pub fn begin(call: &Call<'_>) -> Outcome {
    let of = meant(call)?;
    let read = |text: &str| {
        let known = Source::ALL.into_iter().find(|source| source.key() == text);
        known.ok_or_else(|| Message::new("error-choice"))
    };
    let source = call.chosen("from", read)?;
    begin_draft(&call.context(), of, source, call.pack().standard.as_ref())?;
    see(address(of))
}

fn address(of: StandardOf<'_>) -> String {
    at(paths::programmes::standard_draft(), of)
}

/// What follows from publishing the draft; nothing where it is only kept.
pub fn weigh(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let tr = call.tr;
    if call.pressed("act", Keeping::Keep, Keeping::parse)? != Keeping::Publish {
        return Ok(None);
    }
    Ok(Some(Weighed {
        title: tr.sure_standard().into_owned(),
        follows: vec![tr.sure_standard_follows().into_owned()],
        missing: Vec::new(),
        never: vec![tr.sure_standard_never().into_owned()],
        digits: None,
        back: address(meant(call)?),
    }))
}

pub fn keep(call: &Call<'_>) -> Outcome {
    let (of, act) = (meant(call)?, call.pressed("act", Keeping::Keep, Keeping::parse)?);
    let kept = Kept {
        of,
        revision: call.form.get("revision"),
        form: read(call.form)?,
        take_over: act == Keeping::TakeOver,
    };
    let revision = match keep_draft(&call.context(), kept) {
        Ok(revision) => revision,
        Err(AppError::Form(errors)) if errors.at("revision").is_some() => return overtaken(call, of),
        Err(fault) => return Err(fault.into()),
    };
    if act != Keeping::Publish {
        return see(address(of).asking("done", "kept"));
    }
    match publish_draft(&call.context(), of, &revision.to_string()) {
        Ok(id) => see(paths::programmes::standard(id)),
        Err(AppError::Form(_)) => refused(call, of, None),
        Err(AppError::Refused(why)) => refused(call, of, Some(call.words(&why))),
        Err(fault) => Err(fault.into()),
    }
}

/// It is kept but not published; the faults stand at their fields.
fn refused(call: &Call<'_>, of: StandardOf<'_>, why: Option<String>) -> Outcome {
    let workshop = open_workshop(&call.context(), of)?;
    let form = workshop.draft.as_ref().map(|draft| draft.form.clone());
    let mut notice = Notice::new(Tone::Error, call.tr.standard_not_published());
    // What is laxer is told at its field, by its name; the refusal knows it by its key alone.
    let at_fields = form.as_ref().is_some_and(|form| !told(call, &workshop, form).is_empty());
    if let Some(why) = why.filter(|_| !at_fields) {
        notice = notice.text(why);
    }
    form_again(&draft_page(call, &workshop, form.as_ref(), Some(notice)))
}

/// Somebody else kept it meanwhile: what was written stands in the form still, and is kept over theirs only when sent again.
fn overtaken(call: &Call<'_>, of: StandardOf<'_>) -> Outcome {
    let workshop = open_workshop(&call.context(), of)?;
    let tr = call.tr;
    let notice = Notice::new(Tone::Error, tr.standard_overtaken())
        .text(tr.standard_overtaken_text())
        .way(tr.standard_overtaken_way(), address(of));
    form_again(&draft_page(call, &workshop, Some(&read(call.form)?), Some(notice)))
}

fn draft_page(
    call: &Call<'_>,
    workshop: &Workshop,
    form: Option<&StandardForm>,
    notice: Option<Notice>,
) -> DraftPage {
    let tr = call.tr;
    let blank = StandardForm::default();
    let form_or_blank = form.unwrap_or(&blank);
    let errors = if form.is_some() { told(call, workshop, form_or_blank) } else { BTreeMap::new() };
    let asked = Asked { call, errors: &errors };
    let (blocks, grades, vetoes) =
        (asked.blocks(form_or_blank), asked.grades(form_or_blank), asked.vetoes(form_or_blank));
    let [weights, plan, rules] = asked.rules(form_or_blank);
    let total_error = asked.error("total");
    let total = Field::line("total", tr.standard_total()).error(total_error.clone());
    let parts = blocks
        .iter()
        .flat_map(|part| part.own.fields.iter().chain(part.items.iter().flat_map(|item| &item.fields)));
    let named = grades.iter().chain(&vetoes).flat_map(|entry| &entry.fields);
    let all = std::iter::once(&total).chain(parts).chain(named).chain(&weights).chain(&plan).chain(&rules);
    let programme = workshop.programme.as_ref();
    let of = StandardOf {
        unit: workshop.organiser.code.as_str(),
        programme: programme.map(|programme| programme.id),
    };
    let organiser = workshop.organiser.name.as_str();
    let lede = match programme {
        Some(programme) => tr.standard_draft_lede(programme.title.as_str(), organiser),
        None => tr.standard_draft_lede_none(organiser),
    };
    let asked_on = workshop.draft.as_ref().and_then(|draft| draft.asked.as_ref()).map(|(_, day)| *day);
    let mut shell = call
        .shell(Some(Nav::Rounds), tr.standard_draft_title(i64::from(workshop.next)))
        .lede(lede)
        .crumb(tr.round_list_title(), Some(&paths::programmes::rounds()));
    if let Some(notice) = notice {
        shell = shell.notice(notice);
    }
    DraftPage {
        shell,
        errors: ErrorSummary::of(tr, all),
        sources: sources(call, workshop),
        begin: at(paths::programmes::standard_begin(), of),
        action: address(of),
        begun: form.is_some(),
        revision: workshop.draft.as_ref().map_or(0, |draft| draft.revision),
        total: total_points(form_or_blank),
        total_error,
        may_take_over: workshop.superior.is_some(),
        blocks,
        grades,
        vetoes,
        bodies: (!workshop.bodies.is_empty()).then(|| bodies(call, &workshop.bodies, asked_on.is_some())),
        put: (asked_on.is_none() && !workshop.bodies.is_empty() && errors.is_empty()).then(|| {
            let revision = workshop.draft.as_ref().map_or(0, |draft| draft.revision);
            at(paths::programmes::standard_ask(), of).asking("revision", revision)
        }),
        put_on: asked_on.map(|day| tr.standard_put_on(tr.date_long(day))),
        weights,
        plan,
        rules,
    }
}

fn total_points(form: &StandardForm) -> String {
    let items = form.blocks.iter().flat_map(|block| &block.items);
    plain(items.filter_map(|item| Fraction::parse(&item.points).ok()).sum())
}

fn sources(call: &Call<'_>, workshop: &Workshop) -> Vec<(&'static str, String)> {
    let tr = call.tr;
    let mut ways = Vec::new();
    if let Some(own) = &workshop.in_force {
        ways.push((Source::InForce.key(), tr.standard_from_in_force(i64::from(own.version))));
    }
    if let Some(above) = &workshop.superior {
        ways.push((Source::Superior.key(), tr.standard_from_superior(i64::from(above.version))));
    }
    if call.pack().standard.is_some() {
        ways.push((Source::Pack.key(), tr.standard_from_pack().into_owned()));
    }
    ways
}

/// Everything that stands between the draft and its publication, in words, by field.
fn told(call: &Call<'_>, workshop: &Workshop, form: &StandardForm) -> BTreeMap<String, String> {
    let faults = faults(form);
    let mut told: BTreeMap<String, String> =
        faults.iter().map(|(field, message)| (field.to_owned(), call.words(message))).collect();
    if let Ok(standard) = form.parse() {
        let mut missing = Vec::new();
        for (laxer, theirs) in workshop.laxer(&standard) {
            match lax(call, &laxer, theirs, form) {
                Told::At(field, words) => {
                    told.entry(field).or_insert(words);
                }
                Told::Missing(name) => missing.push(name),
            }
        }
        if !missing.is_empty() {
            let words = call.tr.standard_lax_missing(missing.join(&call.tr.standard_comma()));
            told.entry("total".to_owned()).or_insert(words);
        }
    }
    told
}

/// How a laxity is told: at a field, or as something that the form does not have.
enum Told {
    At(String, String),
    Missing(String),
}

fn lax(call: &Call<'_>, laxer: &Laxer, theirs: &Standard, form: &StandardForm) -> Told {
    let (tr, tag) = (call.tr, call.lang.tag());
    let item = |key: &str| {
        let items = theirs.blocks.iter().flat_map(|block| &block.items);
        items.into_iter().find(|item| item.key == key)
    };
    let least = |field: &str, share| Told::At(field.to_owned(), tr.standard_lax_least(plain_share(share)));
    match laxer {
        Laxer::Grade(key) => {
            let grade = theirs.grade_named(key);
            let name = grade.map_or(key.as_str(), |grade| grade.name.get(tag)).to_owned();
            match form.grades.iter().position(|own| own.key == *key) {
                Some(place) => {
                    let least = grade.map(|grade| plain(grade.at_least)).unwrap_or_default();
                    Told::At(format!("g{place}-at_least"), tr.standard_lax_least(least))
                }
                None => Told::Missing(name),
            }
        }
        Laxer::Veto(key) => {
            Told::Missing(theirs.veto(key).map_or(key.as_str(), |veto| veto.name.get(tag)).to_owned())
        }
        Laxer::Item(key) => {
            Told::Missing(item(key).map_or(key.as_str(), |item| item.name.get(tag)).to_owned())
        }
        Laxer::Points(key) => {
            let points = item(key).map_or(Fraction::ZERO, |item| item.points);
            let words = tr.standard_lax_points(plain(least_kept(points)), plain(points));
            Told::At(form.item_field(key, "points"), words)
        }
        Laxer::Sheets(key) => {
            let has = |block: &earnest_model::programmes::standard::BlockForm| {
                block.items.iter().any(|item| item.key == *key)
            };
            let place = form.blocks.iter().position(has).unwrap_or_default();
            let name = item(key).map_or(key.as_str(), |item| item.name.get(tag));
            Told::At(format!("b{place}-sheets"), tr.standard_lax_sheets(name))
        }
        Laxer::Part(part) | Laxer::Weight(part) => {
            let weight = theirs.weight(*part);
            let words = tr.standard_lax_points(plain_share(least_kept(weight)), plain_share(weight));
            Told::At(format!("weight-{}", part.key()), words)
        }
        Laxer::PlanScore => {
            let plan = &theirs.plan;
            let words = tr.standard_lax_plan(
                plain(plan.approved),
                plain(plan.floor),
                plain(plan.remarks),
                plain(plan.per_return),
            );
            Told::At("plan-approved".to_owned(), words)
        }
        Laxer::Rate => least("spot_check_rate", theirs.spot_check_rate),
        Laxer::Observed => least("observed_share", theirs.observed_share),
        Laxer::LeadingGroup => Told::At("leading_group".to_owned(), tr.leading_group_lax().into_owned()),
        Laxer::Attendance => least("attendance_floor", theirs.attendance_floor),
        Laxer::DoubleMarking => {
            let rule = theirs.double_marking.as_ref();
            let (share, limit) =
                rule.map_or((Fraction::ZERO, Fraction::ZERO), |rule| (rule.share, rule.spread_limit));
            Told::At("twice-share".to_owned(), tr.standard_lax_twice(plain(limit), plain_share(share)))
        }
    }
}
