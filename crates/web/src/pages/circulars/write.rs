//! The form of a circular. What can be counted comes from the register and is not asked for.

use super::facts::{facts, lacking};
use crate::{
    frame::{
        call::Call,
        drafts::drafted,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Figures, Nav, Notice, Shell},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    circulars::{
        circular_draft::{draft_circular, rewrite_draft},
        circular_draft_show::{Proposal, propose_circular, show_draft},
        circular_show::show_circular,
    },
};
use earnest_model::{
    circulars::circular::{
        Addressees, CircularForm, DraftPoint, Point, Polarity, Requirement, parse_circular,
    },
    id::{CircularDraftId, CircularId, RoundId},
    message::{FieldErrors, Message},
};
use std::collections::BTreeMap;

/// Rows for points and for requirements that a blank form has.
const ROWS: usize = 3;

/// What stands in the fields: nothing, an earlier version, or what was sent.
#[derive(Default)]
struct Filled {
    title: String,
    recipients: String,
    grounds: String,
    went_well: Vec<(String, String)>,
    problems: Vec<(String, String)>,
    requirements: Vec<(String, String, String)>,
    correction: String,
}

/// A text and what stands beside it.
struct Pair {
    text: Field,
    beside: Vec<Field>,
}

#[derive(Template)]
#[template(path = "pages/circulars/write.html")]
struct WritePage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    facts: Option<Figures>,
    /// What it would leave out.
    lacking: Option<Notice>,
    action: String,
    head: Vec<Field>,
    went_well: Vec<Pair>,
    problems: Vec<Pair>,
    requirements: Vec<Pair>,
}

/// The form of a new draft: blank but for units to name by their grades, or with what a published version or a draft that was given up
/// says. Where one is begun already, that one.
pub(super) fn blank(call: &Call<'_>) -> Outcome {
    let proposal = propose_circular(&call.context(), round(call)?)?;
    if let Some(begun) = proposal.pending {
        return see(paths::circulars::draft(begun));
    }
    if let Some(why) = proposal.too_late {
        return Err(AppError::Refused(why).into());
    }
    drafted(call, &call.here(call.query), |call| {
        let filled = match call.asked::<CircularId>("from")? {
            _ if !call.form.0.is_empty() => sent(call),
            Some(id) => earlier(call, id)?,
            None => match call.asked::<CircularDraftId>("again")? {
                // One from before the first version does not have the words that are to be corrected.
                Some(id) => match (of_draft(call, id)?, proposal.latest) {
                    (given_up, Some(latest)) if given_up.correction.is_empty() => earlier(call, latest)?,
                    (given_up, _) => given_up,
                },
                // From wherever it is begun: a correction begins with the words of what it corrects.
                None => match proposal.latest {
                    Some(latest) => earlier(call, latest)?,
                    None => proposed(call, &proposal),
                },
            },
        };
        page(&page_of(call, &filled, &FieldErrors::new(), Some(&proposal)))
    })
}

fn round(call: &Call<'_>) -> Result<RoundId, AppError> {
    call.asked::<RoundId>("round")?.ok_or(AppError::NotFound)
}

/// Units to name, each with the fact for which: its grade. Whoever writes says more, or less.
fn proposed(call: &Call<'_>, proposal: &Proposal) -> Filled {
    let (tr, tag) = (call.tr, call.lang.tag());
    let standard = call.pack().standard.as_ref();
    let word = |grade: &str| -> String {
        let name = standard.and_then(|standard| standard.grade_named(grade));
        name.map_or(grade, |grade| grade.name.get(tag)).to_owned()
    };
    let point = |polarity: Polarity, found: &Option<(String, Vec<String>)>| -> Vec<(String, String)> {
        let named = found
            .iter()
            .map(|(grade, codes)| (called(codes, &proposal.names), tr.circular_proposed(word(grade))));
        // The organiser's own leading group stands in a point of its own, never among the units beneath it.
        let leading = proposal.leading.iter().filter(|(of, ..)| *of == polarity).map(|(_, grade, code)| {
            let words = tr.circular_proposed_leading(word(grade));
            (called(std::slice::from_ref(code), &proposal.names), words)
        });
        named.chain(leading).collect()
    };
    Filled {
        title: tr.circular_proposed_title(i64::from(proposal.round.number), proposal.round.topic.as_str()),
        went_well: point(Polarity::Commendation, &proposal.best),
        problems: point(Polarity::Criticism, &proposal.worst),
        ..Filled::default()
    }
}

/// Units of a point, one a line, by what they are called.
fn called(codes: &[String], names: &BTreeMap<String, String>) -> String {
    let name = |code: &String| names.get(code).unwrap_or(code).clone();
    codes.iter().map(name).collect::<Vec<_>>().join("\n")
}

/// What an earlier version says, to be corrected.
fn earlier(call: &Call<'_>, id: CircularId) -> Result<Filled, Fault> {
    let shown = show_circular(&call.context(), id)?;
    let body = shown.circular.body;
    let codes =
        |point: &Point| point.units.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>().join("\n");
    let points = |points: Vec<Point>| points.into_iter().map(|point| (codes(&point), point.text)).collect();
    Ok(Filled {
        title: shown.circular.title,
        recipients: body.recipients,
        grounds: body.grounds,
        went_well: points(body.went_well),
        problems: points(body.problems),
        requirements: required(&body.requirements),
        correction: String::new(),
    })
}

fn required(requirements: &[Requirement]) -> Vec<(String, String, String)> {
    let row = |it: &Requirement| {
        let who = if it.of_criticised { Addressees::Criticised } else { Addressees::All };
        (it.text.clone(), it.due_on.to_string(), who.key().to_owned())
    };
    requirements.iter().map(row).collect()
}

/// Two fields that stand several times, row by row: as many as were sent, of which a form takes no more than it takes at all.
fn pairs(call: &Call<'_>, first: &str, second: &str) -> Vec<(String, String)> {
    let row = |row| {
        let one = call.form.find(&format!("{first}-{row}"))?;
        Some((one.to_owned(), call.form.get(&format!("{second}-{row}")).to_owned()))
    };
    (0_usize..).map_while(row).collect()
}

fn sent(call: &Call<'_>) -> Filled {
    Filled {
        title: call.form.get("title").to_owned(),
        recipients: call.form.get("recipients").to_owned(),
        grounds: call.form.get("grounds").to_owned(),
        went_well: pairs(call, "went_well_units", "went_well"),
        problems: pairs(call, "problems_units", "problems"),
        requirements: pairs(call, "requirements", "due_on")
            .into_iter()
            .enumerate()
            .map(|(row, (text, due))| (text, due, call.form.get(&format!("who-{row}")).to_owned()))
            .collect(),
        correction: call.form.get("correction").to_owned(),
    }
}

/// The fields with words that can't be printed, each with its fault.
fn unprintable(call: &Call<'_>, filled: &Filled) -> Vec<(String, Message)> {
    let head = [
        ("title", &filled.title),
        ("recipients", &filled.recipients),
        ("grounds", &filled.grounds),
        ("correction", &filled.correction),
    ];
    let head = head.map(|(field, text)| (field.to_owned(), text.as_str()));
    let points = |name: &'static str, rows: &[(String, String)]| -> Vec<(String, String)> {
        rows.iter().enumerate().map(|(row, (_, text))| (format!("{name}-{row}"), text.clone())).collect()
    };
    let required = filled.requirements.iter().enumerate();
    let required = required.map(|(row, (text, ..))| (format!("requirements-{row}"), text.clone()));
    let rows = points("went_well", &filled.went_well).into_iter().chain(points("problems", &filled.problems));
    let rows = rows.chain(required);
    let head = head.into_iter().map(|(field, text)| (field, text.to_owned()));
    head.chain(rows).filter_map(|(field, text)| Some((field, call.unprintable(&text)?))).collect()
}

/// What is wrong with a form of which words can't be printed, since a circular is a paper, and with its other words; nothing of one
/// whose words all can. `may` tells whether whoever asks may write it at all.
fn printable<T>(
    call: &Call<'_>,
    filled: &Filled,
    may: impl FnOnce() -> Result<T, AppError>,
) -> Result<(), AppError> {
    let faults = unprintable(call, filled);
    if faults.is_empty() {
        return Ok(());
    }
    may()?;
    let mut errors = FieldErrors::new();
    faults.into_iter().for_each(|(field, fault)| errors.add(field, fault));
    // Whether there must be something to correct is told once the words can be printed.
    let version = if filled.correction.is_empty() { 1 } else { 2 };
    if let Err(others) = parse_circular(&form(filled), version, call.today) {
        others.iter().for_each(|(field, fault)| errors.add(field, fault.clone()));
    }
    Err(AppError::Form(errors))
}

/// Begins a draft.
pub(super) fn begin(call: &Call<'_>) -> Outcome {
    let round = round(call)?;
    let filled = sent(call);
    let written = printable(call, &filled, || propose_circular(&call.context(), round))
        .and_then(|()| draft_circular(&call.context(), round, &form(&filled)));
    after_form(
        written,
        |id| see(paths::circulars::draft(id)),
        |errors| form_again(&page_of(call, &filled, &errors, None)),
    )
}

/// The form of a draft that was begun.
pub(super) fn edit_blank(call: &Call<'_>) -> Outcome {
    let filled = of_draft(call, call.id("id")?)?;
    page(&page_of(call, &filled, &FieldErrors::new(), None))
}

/// What a draft says.
fn of_draft(call: &Call<'_>, id: CircularDraftId) -> Result<Filled, Fault> {
    let shown = show_draft(&call.context(), id)?;
    let draft = shown.stored.draft;
    let points = |points: Vec<DraftPoint>| {
        points.into_iter().map(|it| (called(&it.codes, &shown.names), it.text)).collect()
    };
    Ok(Filled {
        title: draft.title.to_string(),
        recipients: draft.recipients.to_string(),
        grounds: draft.grounds.to_string(),
        went_well: points(draft.went_well),
        problems: points(draft.problems),
        requirements: required(&draft.requirements),
        correction: draft.correction.map(|line| line.to_string()).unwrap_or_default(),
    })
}

/// Writes it anew.
pub(super) fn edit(call: &Call<'_>) -> Outcome {
    let id: CircularDraftId = call.id("id")?;
    let filled = sent(call);
    let written = printable(call, &filled, || show_draft(&call.context(), id))
        .and_then(|()| rewrite_draft(&call.context(), id, &form(&filled)));
    after_form(
        written,
        |()| see(paths::circulars::draft(id)),
        |errors| form_again(&page_of(call, &filled, &errors, None)),
    )
}

fn form(filled: &Filled) -> CircularForm<'_> {
    let required = filled.requirements.iter();
    CircularForm {
        title: &filled.title,
        recipients: &filled.recipients,
        grounds: &filled.grounds,
        went_well: borrowed(&filled.went_well),
        problems: borrowed(&filled.problems),
        requirements: required.map(|(text, due, who)| (text.as_str(), due.as_str(), who.as_str())).collect(),
        correction: &filled.correction,
    }
}

fn borrowed(rows: &[(String, String)]) -> Vec<(&str, &str)> {
    rows.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect()
}

fn page_of(call: &Call<'_>, filled: &Filled, errors: &FieldErrors, proposal: Option<&Proposal>) -> WritePage {
    let tr = call.tr;
    let head = head(call, filled, errors);
    let went_well = points(call, errors, "went_well", &filled.went_well);
    let problems = points(call, errors, "problems", &filled.problems);
    let requirements = requirements(call, errors, &filled.requirements);
    let rows = went_well.iter().chain(&problems).chain(&requirements).map(|pair| &pair.text);
    let errors = ErrorSummary::of(tr, head.iter().chain(rows));
    let facts = proposal.map(|it| facts(call, &it.facts, &it.organiser));
    WritePage {
        shell: call
            .shell(Some(Nav::Circulars), tr.circular_write_title())
            .lede(tr.circular_write_lede())
            .crumb(tr.circular_list_title(), Some(&paths::circulars::circulars())),
        errors,
        facts,
        lacking: proposal.and_then(|it| it.lacking.as_ref()).map(|it| lacking(call, it)),
        action: call.here(call.query),
        head,
        went_well,
        problems,
        requirements,
    }
}

fn head(call: &Call<'_>, filled: &Filled, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let fault = |field: &str| call.fault(errors, field);
    vec![
        Field::line("title", tr.circular_title()).value(filled.title.as_str()).error(fault("title")),
        Field::line("recipients", tr.circular_recipients())
            .value(filled.recipients.as_str())
            .help(tr.circular_recipients_help())
            .error(fault("recipients")),
        Field::new("grounds", tr.circular_grounds(), Control::Lines(4))
            .value(filled.grounds.as_str())
            .help(tr.circular_grounds_help())
            .error(fault("grounds")),
        Field::line("correction", tr.circular_correction())
            .value(filled.correction.as_str())
            .help(tr.circular_correction_help())
            .error(fault("correction"))
            .optional(tr),
    ]
}

/// The rows that are filled and some blank ones: as many as were sent, at least.
fn with_blanks<T: Clone + Default>(rows: &[T], sent: usize) -> Vec<T> {
    let blanks = ROWS.max(sent).saturating_sub(rows.len()).max(1);
    rows.iter().cloned().chain(std::iter::repeat_n(T::default(), blanks)).collect()
}

fn points(call: &Call<'_>, errors: &FieldErrors, name: &str, rows: &[(String, String)]) -> Vec<Pair> {
    let tr = call.tr;
    let pair = |(place, (named, text)): (usize, (String, String))| {
        let field = format!("{name}-{place}");
        let error = call.fault(errors, &field);
        let text = Field::new(field, tr.circular_point(place + 1), Control::Lines(2)).value(text);
        let units = format!("{name}_units-{place}");
        let beside = Field::new(units, tr.circular_point_units(place + 1), Control::Lines(2));
        Pair {
            text: text.error(error).optional(tr),
            beside: vec![beside.value(named).help(tr.circular_point_units_help()).optional(tr)],
        }
    };
    with_blanks(rows, call.rows_sent(name)).into_iter().enumerate().map(pair).collect()
}

fn requirements(call: &Call<'_>, errors: &FieldErrors, rows: &[(String, String, String)]) -> Vec<Pair> {
    let tr = call.tr;
    let pair = |(place, (text, due_on, who)): (usize, (String, String, String))| {
        let field = format!("requirements-{place}");
        let error = call.fault(errors, &field);
        let text = Field::new(field, tr.circular_requirement_text(place + 1), Control::Lines(2)).value(text);
        let due = Field::new(format!("due_on-{place}"), tr.circular_due(place + 1), Control::Line("date"));
        let all = Addressees::ALL.iter().map(|to| Choice::new(to.key(), call.word_of(to), to.key() == who));
        let who =
            Field::new(format!("who-{place}"), tr.circular_who(place + 1), Control::List(all.collect()));
        let beside = vec![due.value(due_on).optional(tr), who.optional(tr)];
        Pair { text: text.error(error).optional(tr), beside }
    };
    with_blanks(rows, call.rows_sent("requirements")).into_iter().enumerate().map(pair).collect()
}
