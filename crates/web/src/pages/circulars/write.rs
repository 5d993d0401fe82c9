//! The form of a circular. What can be counted comes from the register and is not asked for.

use crate::{
    call::Call,
    look::{Control, ErrorSummary, Field, Nav, Shell},
    reply::{Fault, Outcome, form_again, page, see},
};
use askama::Template;
use earnest_app::{AppError, circular_publish::publish_circular, circular_show::show_circular};
use earnest_model::{
    circular::{CircularForm, Point},
    id::{CircularId, RoundId},
    message::FieldErrors,
};

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
    requirements: Vec<(String, String)>,
    correction: String,
}

/// A text and what stands beside it.
struct Pair {
    text: Field,
    beside: Field,
}

#[derive(Template)]
#[template(path = "pages/circulars/write.html")]
struct WritePage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    head: Vec<Field>,
    went_well: Vec<Pair>,
    problems: Vec<Pair>,
    requirements: Vec<Pair>,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    let earlier = call.asked::<CircularId>("from").map(|id| earlier(call, id)).transpose()?;
    page(&page_of(call, &earlier.unwrap_or_default(), &FieldErrors::new())?)
}

/// What an earlier version says, to be corrected.
fn earlier(call: &Call<'_>, id: CircularId) -> Result<Filled, Fault> {
    let shown = show_circular(&call.context(), id)?;
    let body = shown.circular.body;
    let codes =
        |point: &Point| point.units.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>().join(" ");
    let points = |points: Vec<Point>| points.into_iter().map(|point| (codes(&point), point.text)).collect();
    Ok(Filled {
        title: shown.circular.title,
        recipients: body.recipients,
        grounds: body.grounds,
        went_well: points(body.went_well),
        problems: points(body.problems),
        requirements: body.requirements.into_iter().map(|it| (it.text, it.due_on.to_string())).collect(),
        correction: String::new(),
    })
}

/// Two fields that stand several times, row by row.
fn pairs(call: &Call<'_>, first: &str, second: &str) -> Vec<(String, String)> {
    let row = |row| {
        let one = call.form.find(&format!("{first}-{row}"))?;
        Some((one.to_owned(), call.form.get(&format!("{second}-{row}")).to_owned()))
    };
    (0..100).map_while(row).collect()
}

fn sent(call: &Call<'_>) -> Filled {
    Filled {
        title: call.form.get("title").to_owned(),
        recipients: call.form.get("recipients").to_owned(),
        grounds: call.form.get("grounds").to_owned(),
        went_well: pairs(call, "went_well_units", "went_well"),
        problems: pairs(call, "problems_units", "problems"),
        requirements: pairs(call, "requirements", "due_on"),
        correction: call.form.get("correction").to_owned(),
    }
}

pub(super) fn publish(call: &Call<'_>) -> Outcome {
    let round: RoundId = call.asked("round").ok_or(AppError::NotFound)?;
    let filled = sent(call);
    let form = CircularForm {
        title: &filled.title,
        recipients: &filled.recipients,
        grounds: &filled.grounds,
        went_well: borrowed(&filled.went_well),
        problems: borrowed(&filled.problems),
        requirements: borrowed(&filled.requirements),
        correction: &filled.correction,
    };
    match publish_circular(&call.context(), round, &form) {
        Ok(id) => see(format!("/circulars/{id}")),
        Err(AppError::Form(errors)) => form_again(&page_of(call, &filled, &errors)?),
        Err(fault) => Err(fault.into()),
    }
}

fn borrowed(rows: &[(String, String)]) -> Vec<(&str, &str)> {
    rows.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect()
}

fn page_of(call: &Call<'_>, filled: &Filled, errors: &FieldErrors) -> Result<WritePage, Fault> {
    let tr = call.tr;
    call.asked::<RoundId>("round").ok_or(AppError::NotFound)?;
    let head = head(call, filled, errors);
    let went_well = points(call, errors, "went_well", &filled.went_well);
    let problems = points(call, errors, "problems", &filled.problems);
    let requirements = requirements(call, errors, &filled.requirements);
    let rows = went_well.iter().chain(&problems).chain(&requirements).map(|pair| &pair.text);
    let errors = ErrorSummary::of(tr, head.iter().chain(rows));
    Ok(WritePage {
        shell: call
            .shell(Some(Nav::Circulars), tr.circular_write_title())
            .lede(tr.circular_write_lede())
            .crumb(tr.circular_list_title(), Some("/circulars")),
        errors,
        action: format!("{}?{}", call.path, call.query.encoded()),
        head,
        went_well,
        problems,
        requirements,
    })
}

fn head(call: &Call<'_>, filled: &Filled, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let fault = |field: &str| errors.at(field).map(|message| call.words(message));
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

/// The rows that are filled and some blank ones.
fn with_blanks(rows: &[(String, String)]) -> Vec<(String, String)> {
    let blanks = ROWS.saturating_sub(rows.len()).max(1);
    rows.iter().cloned().chain(std::iter::repeat_n(Default::default(), blanks)).collect()
}

fn points(call: &Call<'_>, errors: &FieldErrors, name: &str, rows: &[(String, String)]) -> Vec<Pair> {
    let tr = call.tr;
    let pair = |(place, (units, text)): (usize, (String, String))| {
        let field = format!("{name}-{place}");
        let error = errors.at(&field).map(|message| call.words(message));
        let text = Field::new(field, tr.circular_point(place + 1), Control::Lines(2)).value(text);
        let beside = Field::line(format!("{name}_units-{place}"), tr.circular_point_units(place + 1));
        Pair {
            text: text.error(error).optional(tr),
            beside: beside.value(units).help(tr.circular_point_units_help()).optional(tr),
        }
    };
    with_blanks(rows).into_iter().enumerate().map(pair).collect()
}

fn requirements(call: &Call<'_>, errors: &FieldErrors, rows: &[(String, String)]) -> Vec<Pair> {
    let tr = call.tr;
    let pair = |(place, (text, due_on)): (usize, (String, String))| {
        let field = format!("requirements-{place}");
        let error = errors.at(&field).map(|message| call.words(message));
        let text = Field::new(field, tr.circular_requirement_text(place + 1), Control::Lines(2)).value(text);
        let due = Field::new(format!("due_on-{place}"), tr.circular_due(place + 1), Control::Line("date"));
        Pair { text: text.error(error).optional(tr), beside: due.value(due_on).optional(tr) }
    };
    with_blanks(rows).into_iter().enumerate().map(pair).collect()
}
