//! The report of a unit, made from its template; frozen reports; the template itself.

use super::{freeze::Freeze, neutral::standing};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, form_again, page, see},
    },
    look::{
        Amount, Cell, Control, ErrorSummary, Field, Markdown, Named, Nav, Notice, Shell, State, Table, Tone,
        caption, escaped,
    },
    pages::{
        journal::imprint,
        paths,
        shared::{
            reconciled,
            since::{EnteredSince, Since, counts},
        },
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    anchor::standing::Published,
    figures::{
        report_freeze::{FrozenView, freeze_report, show_frozen},
        report_make::{Facts, Report, Wanted, make_report, save_template},
        report_sign::sign_report,
    },
};
use earnest_model::{
    Date,
    figures::{
        figure_name::FigureName,
        report_template::{Counted, Word, parted},
    },
    message::FieldErrors,
    paper::PaperKind,
};

#[derive(Template)]
#[template(path = "pages/figures/report/report.html")]
struct ReportPage {
    shell: Shell,
    ways: Vec<(String, String)>,
    unit: String,
    /// The programme that it shows, so that another day is one of the same.
    programme: Option<String>,
    day: Field,
    since: Option<EnteredSince>,
    /// What belongs to no programme, where several stand side by side.
    of_none: Option<EnteredSince>,
    /// What is counted of which programmes.
    counts: Option<String>,
    rounds: Vec<String>,
    text: Markdown,
    /// Where it is frozen, and what that does.
    freeze: Option<Freeze>,
    frozen: Table,
}

/// A number of a report: it says what it said when it was made.
pub(super) fn number(call: &Call<'_>, value: u64) -> String {
    Amount::as_published(call.tr, i64::try_from(value).unwrap_or(i64::MAX)).into()
}

/// Words of a template in the reader's language.
fn words(call: &Call<'_>) -> impl Fn(Word, &Facts) -> String {
    let tr = call.tr;
    move |word, facts| match word {
        Word::Unit => facts.unit.clone(),
        Word::Programme => facts.programme.clone().unwrap_or_else(|| facts.unit.clone()),
        Word::AsOf => tr.date_long(facts.as_of),
        Word::Comments => match i64::try_from(facts.comments) {
            Ok(0) => tr.report_no_comments().into_owned(),
            comments => tr.report_comments(comments.unwrap_or(i64::MAX)),
        },
    }
}

/// Of which day a report is, and which rounds its programme has: a template may name more.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) as_of: Date,
    pub(super) rounds: &'a [i32],
}

/// Where the records of a part of a figure are. A round that there is not has no records.
pub(super) fn href(
    figure: &Counted,
    (name, round): &(String, Option<i32>),
    telling: Telling<'_>,
) -> Option<String> {
    if !round.iter().all(|round| figure.value > 0 || telling.rounds.contains(round)) {
        return None;
    }
    let name = FigureName::parse_with_class(name)?.0;
    let narrowed = figure.narrowed.address();
    let records = paths::figures::records(name, &figure.unit, *round);
    Some(format!("{records}{narrowed}&as_of={}", telling.as_of))
}

/// Where the records of a figure are: of a sum, those of its first part, with the others beside.
fn links(call: &Call<'_>, figure: &Counted, telling: Telling<'_>, value: String) -> String {
    let href = |part: &(String, Option<i32>)| href(figure, part, telling).map(|href| escaped(&href));
    let title = |(name, round): &(String, Option<i32>)| {
        let words = call.word(&format!("figure-{name}"));
        escaped(&match round {
            Some(round) => format!("{words} · {} · {}", call.tr.board_round(i64::from(*round)), figure.unit),
            None => format!("{words} · {}", figure.unit),
        })
    };
    match figure.of.as_slice() {
        [one] => match href(one) {
            Some(href) => format!(
                "<a href=\"{href}\" data-counts=\"{}\" title=\"{}\"><strong>{value}</strong></a>",
                figure.value,
                title(one)
            ),
            None => format!("<strong>{value}</strong>"),
        },
        parts => {
            let parts = parts.iter().zip(1..).filter_map(|(part, place)| {
                Some(format!("<a href=\"{}\" title=\"{}\">{place}</a>", href(part)?, title(part)))
            });
            format!("<strong>{value}</strong><sup>{}</sup>", parts.collect::<Vec<_>>().join(" "))
        }
    }
}

fn shown(call: &Call<'_>, report: &Report) -> Markdown {
    let rounds: Vec<i32> = report.rounds.iter().map(|(number, ..)| *number).collect();
    let telling = Telling { as_of: report.facts.as_of, rounds: &rounds };
    Markdown::new(&report.made.text, &|place| {
        let figure = report.made.figures.get(place);
        figure.map_or(String::new(), |figure| links(call, figure, telling, number(call, figure.value)))
    })
}

/// Makes the report that the address asks for, or one from a template that is tried out.
pub(super) fn made(call: &Call<'_>, tried: Option<&str>) -> Result<Report, AppError> {
    let words = words(call);
    let standing = standing(call.pack(), call.tr);
    let wanted = Wanted {
        unit: call.query.find("unit").filter(|unit| !unit.is_empty()),
        programme: call.asked("programme")?,
        as_of: call.asked("as_of")?,
        template: &standing,
        tried,
        words: &words,
    };
    make_report(&call.context(), &wanted)
}

/// What belongs to no programme, beside the figures of one.
fn of_none(call: &Call<'_>, report: &Report) -> Option<EnteredSince> {
    let named = Named { code: &report.unit.code, name: &report.unit.name, whose: &report.whose };
    EnteredSince::of_none(call, report.of_none.iter().map(|figure| Since { figure, named }))
}

/// What was entered since the day of a report for days up to it.
fn since(call: &Call<'_>, report: &Report) -> EnteredSince {
    let figures = report.since.iter().map(|it| {
        let named = Named { code: &it.code, name: &it.name, whose: &it.whose };
        Since { figure: &it.figure, named }
    });
    EnteredSince::of(call, report.facts.as_of, figures)
}

/// Over what the figures of a report are counted, where the text says nothing else.
pub(super) fn scope_of(call: &Call<'_>, report: &Report) -> String {
    let named = Named { code: &report.unit.code, name: &report.unit.name, whose: &report.whose };
    caption(call.tr, call.pack(), &report.scope, named)
}

/// The same of a frozen one.
pub(super) fn scope_then(call: &Call<'_>, view: &FrozenView) -> String {
    let named = Named { code: &view.report.unit_code, name: &view.report.unit_name, whose: &view.whose };
    caption(call.tr, call.pack(), &view.scope, named)
}

/// What a report is called.
pub(super) fn title(call: &Call<'_>, report: &Report) -> String {
    report.facts.programme.clone().unwrap_or_else(|| call.tr.report_title().into_owned())
}

pub fn report(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    call.only(&["unit", "programme", "as_of"])?;
    let report = made(call, None)?;
    let rounds = report.rounds.iter().map(|(number, topic, state)| {
        tr.report_round(i64::from(*number), call.word(&format!("round-state-{state}")), topic.as_str())
    });
    let unit = report.unit.code.as_str();
    let mut ways = vec![
        (tr.picture_title().into_owned(), paths::figures::pictures().asking("unit", unit)),
        (tr.reconcile_way().into_owned(), paths::figures::reconcile().asking("unit", unit)),
        (tr.burden_title().into_owned(), paths::burden::burden().asking("unit", unit)),
    ];
    if report.may_save {
        ways.push((
            tr.report_template_title().into_owned(),
            paths::figures::report_template().asking("unit", unit),
        ));
    }
    let title = title(call, &report);
    let here = match call.query.get("unit") {
        "" => paths::figures::report(),
        unit => paths::figures::report().asking("unit", unit),
    };
    let here = paths::figures::in_programme(here, &report.whose).asking("as_of", report.facts.as_of);
    let day = report.facts.as_of;
    page(&ReportPage {
        ways,
        unit: call.query.get("unit").to_owned(),
        programme: report.whose.programme.as_ref().map(|programme| programme.id.to_string()),
        day: Field::new("as_of", tr.report_as_of(), Control::Line("date"))
            .value(day.to_string())
            .optional(tr),
        since: (day < call.today).then(|| since(call, &report)),
        of_none: of_none(call, &report),
        counts: counts(call, &report.whose),
        rounds: rounds.collect(),
        text: shown(call, &report),
        freeze: Freeze::of(call, &report),
        frozen: frozen_table(call, &report),
        shell: call
            .shell_of_paper(PaperKind::Report, Some(Nav::Report), title, &here)
            .lede(tr.report_scope(scope_of(call, &report))),
    })
}

/// Whether the head signed a frozen report, and when.
fn signature(call: &Call<'_>, signed_on: Option<Date>) -> State {
    match signed_on {
        Some(day) => State::done(signed(call, Some(day))),
        None => State::not_begun(signed(call, None)),
    }
}

/// The same in words, for a paper.
pub(super) fn signed(call: &Call<'_>, signed_on: Option<Date>) -> String {
    let tr = call.tr;
    signed_on.map_or_else(|| tr.report_unsigned().into_owned(), |day| tr.report_signed_on(tr.date_long(day)))
}

fn frozen_table(call: &Call<'_>, report: &Report) -> Table {
    let tr = call.tr;
    let rows = report.frozen.iter().map(|frozen| {
        [
            Cell::link(tr.date_iso(frozen.as_of), paths::figures::report_frozen(frozen.id)),
            Cell::Text(call.moment(&frozen.frozen_at)),
            Cell::Text(frozen.sha256.get(..12).unwrap_or_default().to_owned()),
            signature(call, frozen.signed_on).into(),
        ]
    });
    Table::new(tr.report_frozen())
        .column(tr.report_as_of())
        .column(tr.report_frozen_at())
        .column(tr.report_hash())
        .column(tr.report_signature())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.report_frozen_none()))
}

pub fn freeze(call: &Call<'_>) -> Outcome {
    let words = words(call);
    let standing = standing(call.pack(), call.tr);
    let wanted = Wanted {
        unit: call.query.find("unit").filter(|unit| !unit.is_empty()),
        programme: call.asked("programme")?,
        as_of: call.asked("as_of")?,
        template: &standing,
        tried: None,
        words: &words,
    };
    let id = freeze_report(&call.context(), &wanted, call.form.get("report"))?;
    see(paths::figures::report_frozen(id))
}

#[derive(Template)]
#[template(path = "pages/figures/report/frozen.html")]
struct FrozenPage {
    shell: Shell,
    holds: Notice,
    text: Markdown,
    changed: usize,
    sha256: String,
    signature: State,
    /// Where the head signs it.
    sign: Option<String>,
}

/// A frozen report as it was kept.
pub(super) fn frozen_report(call: &Call<'_>) -> Result<FrozenView, Fault> {
    Ok(show_frozen(&call.context(), call.id("id")?)?)
}

pub fn frozen(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_frozen(&call.context(), call.id("id")?)?;
    let report = &view.report;
    let now = |place: usize| view.now.get(place).copied().flatten();
    let telling = Telling { as_of: report.as_of, rounds: &view.rounds };
    let text = Markdown::new(&report.made.text, &|place| {
        let Some(figure) = report.made.figures.get(place) else { return String::new() };
        let link = links(call, figure, telling, number(call, figure.value));
        match now(place) {
            Some(now) if now != figure.value => {
                let words = escaped(&tr.report_now(number(call, now)));
                format!("{link} <span class=\"state trouble\">! {words}</span>")
            }
            _ => link,
        }
    });
    let figures = report.made.figures.iter().enumerate();
    let changed =
        figures.filter(|(place, figure)| now(*place).is_some_and(|now| now != figure.value)).count();
    let at = call.moment(&report.frozen_at);
    let holds = if view.holds {
        Notice::new(Tone::Done, tr.report_frozen_on(at)).text(tr.report_holds())
    } else {
        Notice::new(Tone::Error, tr.report_broken())
    };
    page(&FrozenPage {
        holds,
        text,
        changed,
        sha256: report.sha256.clone(),
        signature: signature(call, report.signed_on),
        sign: view.may_sign.then(|| paths::figures::report_sign(report.id)),
        shell: call
            .shell_of_paper(
                PaperKind::Report,
                Some(Nav::Report),
                report.title.as_str(),
                &paths::figures::report_frozen(report.id),
            )
            .lede(tr.report_scope(scope_then(call, &view)))
            .imprint(imprint(call, Published::Report(report.id))?)
            .crumb(tr.report_title(), Some(&paths::figures::report().asking("unit", &report.unit_code))),
    })
}

/// Signs it as the head: what the page showed, and nothing else.
pub fn sign(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    sign_report(&call.context(), id, call.form.get("report"))?;
    see(paths::figures::report_frozen(id))
}

#[derive(Template)]
#[template(path = "pages/figures/report/template.html")]
struct TemplatePage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    field: Field,
    preview: Option<Markdown>,
    /// Typed numbers that the register contradicts.
    contradicted: Option<Table>,
    names: Table,
}

fn template_page(
    call: &Call<'_>,
    body: String,
    errors: &FieldErrors,
    preview: Option<Markdown>,
) -> Result<TemplatePage, Fault> {
    let tr = call.tr;
    let unit = call.query.get("unit");
    let fault = call.fault(errors, "template");
    let field = Field::new("template", tr.report_template_field(), Control::Lines(18))
        .help(tr.report_template_field_help())
        .value(body)
        .error(fault);
    let rows = FigureName::ALL.iter().map(|name| {
        [
            Cell::Text(format!("{{{{{}}}}}", name.key())),
            Cell::Text(call.word_of(name)),
            Cell::Text(call.word(&format!("count-{}", name.counts().key()))),
        ]
    });
    Ok(TemplatePage {
        errors: ErrorSummary::of(tr, [&field]),
        action: paths::figures::report_template().asking("unit", unit),
        field,
        preview,
        contradicted: None,
        names: Table::new(tr.report_template_help())
            .column(tr.report_template_written())
            .column(tr.report_template_means())
            .column(tr.report_template_counts())
            .rows(rows),
        shell: call
            .shell(Some(Nav::Report), tr.report_template_title())
            .lede(tr.report_template_lede())
            .crumb(tr.report_title(), Some(&paths::figures::report().asking("unit", unit))),
    })
}

/// The numbers that somebody typed into a report and the register contradicts: its own figures stand at their places.
fn typed(call: &Call<'_>, report: &Report) -> Option<Table> {
    let words: Vec<&str> = parted(&report.made.text).into_iter().map(|(words, _)| words).collect();
    let programme = report.whose.programme.as_ref().map(|programme| programme.id);
    reconciled::contradicted(call, (&report.unit.code, programme, None), &words.join(" … "))
}

/// The template may be read by whoever may save it.
fn to_save(call: &Call<'_>) -> Result<Report, Fault> {
    let report = made(call, None)?;
    if call.query.get("unit").is_empty() || !report.may_save {
        return Err(AppError::NotFound.into());
    }
    Ok(report)
}

pub fn template(call: &Call<'_>) -> Outcome {
    let report = to_save(call)?;
    page(&template_page(call, report.template.clone(), &FieldErrors::new(), Some(shown(call, &report)))?)
}

pub fn save(call: &Call<'_>) -> Outcome {
    to_save(call)?;
    let body = call.form.get("template");
    let again = |errors: &FieldErrors| form_again(&template_page(call, body.to_owned(), errors, None)?);
    let tries = call.ticked("try")?;
    match made(call, Some(body)) {
        Ok(report) if tries => {
            let preview = Some(shown(call, &report));
            let tried = template_page(call, body.to_owned(), &FieldErrors::new(), preview)?;
            page(&TemplatePage { contradicted: typed(call, &report), ..tried })
        }
        Ok(report) => {
            save_template(&call.context(), &report.unit.code, body)?;
            see(paths::figures::report().asking("unit", &report.unit.code))
        }
        Err(AppError::Form(errors)) => again(&errors),
        Err(fault) => Err(fault.into()),
    }
}
