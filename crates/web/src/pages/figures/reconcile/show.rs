//! The page on which a report is pasted, and what the register says of its figures.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, form_again, page},
    },
    look::{Amount, Control, ErrorSummary, Field, Nav, Shell, Spoken, Table},
    pages::{
        paths,
        shared::reconciled::{Which, table},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    figures::text_reconcile::{Reconciled, Wanted, reconcile_text},
};
use earnest_model::{
    Date,
    message::{FieldErrors, Message},
};

/// Characters of a report: some eighty pages, and no more than a form brings. What is longer goes through the command line.
const MOST: usize = 80_000;

#[derive(Template)]
#[template(path = "pages/figures/reconcile/page.html")]
struct ReconcilePage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    day: Field,
    text: Field,
    found: Option<Found>,
}

/// What was found.
struct Found {
    tally: String,
    damaged: Option<String>,
    table: Table,
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    call.only(&["unit", "as_of"])?;
    let reconciled = held(call, "", call.asked("as_of")?)?;
    page(&page_of(call, &reconciled, &reconciled.as_of.to_string(), &FieldErrors::new()))
}

pub(super) fn compare(call: &Call<'_>) -> Outcome {
    let (text, day) = (call.form.get("text"), call.form.get("as_of"));
    let mut errors = FieldErrors::new();
    let as_of: Option<Date> = match day.parse() {
        Ok(day) => Some(day),
        Err(_) => {
            errors.add("as_of", Message::new("error-date"));
            None
        }
    };
    if text.trim().is_empty() {
        errors.add("text", Message::new("error-reconcile-empty"));
    } else if text.chars().count() > MOST {
        errors.add("text", Message::new("error-reconcile-long").with("most", MOST));
    }
    if !errors.is_empty() {
        return form_again(&page_of(call, &held(call, "", None)?, day, &errors));
    }
    let reconciled = held(call, text, as_of)?;
    let found = found(call, &reconciled);
    let asked = page_of(call, &reconciled, &reconciled.as_of.to_string(), &errors);
    page(&ReconcilePage { found: Some(found), ..asked })
}

/// The text held against the register. Without a text nothing is counted: whoever may not read the figures of the unit is
/// told so before pasting anything.
fn held(call: &Call<'_>, text: &str, as_of: Option<Date>) -> Result<Reconciled, AppError> {
    let spoken = Spoken::new(call.pack());
    let unit = call.query.find("unit").filter(|unit| !unit.is_empty());
    let wanted =
        Wanted { unit, programme: None, round: None, as_of, text, pack: call.pack(), words: &spoken };
    reconcile_text(&call.context(), &wanted)
}

fn found(call: &Call<'_>, reconciled: &Reconciled) -> Found {
    let tr = call.tr;
    // Figures of the text and not of the register.
    let number =
        |count: usize| -> String { Amount::told(tr, i64::try_from(count).unwrap_or(i64::MAX)).into() };
    let [agree, differ, ambiguous, unknown, aside] = reconciled.tally().map(number);
    let damaged = i64::try_from(reconciled.damaged.len()).unwrap_or(i64::MAX);
    Found {
        tally: tr.reconcile_tally(agree, ambiguous, aside, differ, unknown),
        damaged: (damaged > 0).then(|| tr.reconcile_damaged(damaged)),
        table: table(call, reconciled, Which::All),
    }
}

fn page_of(call: &Call<'_>, of: &Reconciled, day: &str, errors: &FieldErrors) -> ReconcilePage {
    let tr = call.tr;
    let unit = of.unit.code.as_str();
    let text = Field::new("text", tr.reconcile_text(), Control::Lines(18))
        .help(tr.reconcile_text_help())
        .value(call.form.get("text"))
        .error(call.fault(errors, "text"));
    let day = Field::new("as_of", tr.report_as_of(), Control::Line("date"))
        .value(day)
        .error(call.fault(errors, "as_of"));
    ReconcilePage {
        errors: ErrorSummary::of(tr, [&day, &text]),
        action: paths::figures::reconcile().asking("unit", unit),
        found: None,
        text,
        day,
        shell: call
            .shell(Some(Nav::Report), tr.reconcile_title())
            .lede(tr.reconcile_lede())
            .crumb(tr.report_title(), Some(&paths::figures::report().asking("unit", unit))),
    }
}
