//! Interests that were declared, and the forms to declare one and to end one.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::unit_field::{unit_asked, unit_field},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::{
        interest_declare::{Declare, declare_interest},
        interest_end::{end_interest, may_end},
        interests_show::{InterestLine, Interests, show_interests},
    },
};
use earnest_model::{
    assessing::interest::{InterestForm, Reach},
    id::InterestId,
    message::FieldErrors,
    permit::ReadDesk,
};

#[derive(Template)]
#[template(path = "pages/assessing/interests/interests.html")]
struct InterestsPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    own: Table,
    others: Option<Table>,
    endings: Vec<Ending>,
}

/// An interest that the reader may end: in whom and where, the address, the question, whether it was just answered amiss.
struct Ending {
    title: String,
    action: String,
    field: Field,
    open: bool,
}

pub(super) fn interests(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new(), None)?)
}

/// The page; with what is wrong with a declaration, or with the end of an interest if one is named.
fn page_of(call: &Call<'_>, errors: &FieldErrors, ended: Option<InterestId>) -> Result<InterestsPage, Fault> {
    let tr = call.tr;
    let shown = show_interests(&call.context())?;
    let none = FieldErrors::new();
    let fields = fields(call, &shown, if ended.is_some() { &none } else { errors });
    let endings = endings(call, &shown, errors, ended);
    let mut shell = call
        .shell(Some(Nav::Observations), tr.interest_title())
        .lede(tr.interest_lede())
        .crumb(tr.observation_list_title(), Some(&paths::assessing::observations()));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.interest_done()));
    }
    if call.query.get("done") == "ended" {
        shell = shell.notice(Notice::new(Tone::Done, tr.interest_ended()));
    }
    Ok(InterestsPage {
        shell,
        errors: ErrorSummary::of(tr, fields.iter().chain(endings.iter().map(|ending| &ending.field))),
        fields,
        endings,
        own: table(call, &shown.own, false),
        others: shown.others.map(|lines| table(call, &lines, true)),
    })
}

/// What may be ended: of each that still holds.
fn endings(
    call: &Call<'_>,
    shown: &Interests,
    errors: &FieldErrors,
    ended: Option<InterestId>,
) -> Vec<Ending> {
    let tr = call.tr;
    let lines = shown.own.iter().chain(shown.others.iter().flatten());
    let holds = |line: &&InterestLine| {
        let until = line.interest.declared.until;
        until.is_none_or(|until| call.today < until) && may_end(&call.context(), line)
    };
    let ending = |line: &InterestLine| {
        let id = line.interest.id;
        let this = ended == Some(id);
        let given = if this { call.form.get("until").to_owned() } else { call.today.to_string() };
        Ending {
            title: tr.interest_of_in(line.title.as_str(), line.name.as_str()),
            action: paths::assessing::interest_end(id),
            field: Field::new("until", tr.interest_until(), Control::Line("date"))
                .value(given)
                .error(errors.at("until").filter(|_| this).map(|message| call.words(message))),
            open: this,
        }
    };
    lines.filter(holds).map(ending).collect()
}

pub(super) fn end(call: &Call<'_>) -> Outcome {
    let id: InterestId = call.id("id")?;
    after_form(
        end_interest(&call.context(), id, call.form.get("until")),
        |()| see(paths::assessing::interests().asking("done", "ended")),
        |errors| form_again(&page_of(call, &errors, Some(id))?),
    )
}

fn fields(call: &Call<'_>, shown: &Interests, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let own = |name: &'static str, label: std::borrow::Cow<'_, str>, control| {
        Field::new(name, label, control).value(call.form.get(name)).error(call.fault(errors, name))
    };
    let mut fields = Vec::new();
    if !shown.assessors.is_empty() {
        let asked = call.form.get("of");
        let me = Choice::new("", tr.interest_my_own(), asked.is_empty());
        let others = shown
            .assessors
            .iter()
            .map(|(id, title)| Choice::new(id.to_string(), title.as_str(), id.to_string() == asked));
        fields.push(own("of", tr.interest_of(), Control::List([me].into_iter().chain(others).collect())));
    }
    let given = call.form.get("reach");
    let reaches = Reach::ALL.iter().map(|reach| {
        let chosen = given == reach.key() || (given.is_empty() && *reach == Reach::Unit);
        Choice::new(reach.key(), call.word_of(reach), chosen)
    });
    let from = match call.form.find("from") {
        Some(day) => day.to_owned(),
        None => call.today.to_string(),
    };
    fields.extend([
        unit_field(call, errors, ("unit", "unit"), tr.observation_unit()),
        own("reach", tr.interest_reach(), Control::One(reaches.collect())),
        own("reason", tr.interest_reason(), Control::Line("text")).help(tr.interest_reason_help()),
        own("from", tr.interest_from(), Control::Line("date")).value(from),
        own("until", tr.interest_until(), Control::Line("date")).optional(tr),
    ]);
    fields
}

fn table(call: &Call<'_>, lines: &[InterestLine], with_person: bool) -> Table {
    let tr = call.tr;
    let caption = if with_person { tr.interest_others() } else { tr.interest_own() };
    let mut table = Table::new(caption);
    if with_person {
        table = table.column(tr.interest_of());
    }
    let rows = lines.iter().map(|line| {
        let declared = &line.interest.declared;
        let until = declared.until.map_or(tr.common_not_yet().into_owned(), |day| tr.date_iso(day));
        let mut cells = Vec::new();
        if with_person {
            cells.push(Cell::from(line.title.as_str()));
        }
        cells.extend([
            Cell::Noted(line.name.clone(), call.word_of(declared.reach)),
            declared.reason.as_str().into(),
            tr.date_iso(declared.from).into(),
            until.into(),
        ]);
        cells
    });
    table
        .column(tr.observation_of_unit())
        .column(tr.interest_reason())
        .column(tr.interest_from())
        .column(tr.interest_until())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.interest_none()))
}

pub(super) fn declare(call: &Call<'_>) -> Outcome {
    let of = match call.form.get("of") {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let form = InterestForm {
        reach: call.form.get("reach"),
        reason: call.form.get("reason"),
        from: call.form.get("from"),
        until: call.form.get("until"),
    };
    after_form(
        unit_asked::<ReadDesk>(call, ("unit", "unit"))
            .and_then(|unit| declare_interest(&call.context(), &Declare { of, unit: &unit, form })),
        |_| see(paths::assessing::interests().asking("done", "1")),
        |errors| form_again(&page_of(call, &errors, None)?),
    )
}
