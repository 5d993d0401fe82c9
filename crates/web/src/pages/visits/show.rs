//! A visit that was made: its meetings, interviews with their sealed notes, what it left and what was answered.

use super::{
    rows::{self, Row},
    sheet,
};
use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Amount, Cell, Control, ErrorSummary, Field, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError, VisitLine, VisitParts,
    visits::{
        visit_add::{add_to_visit, close_visit},
        visit_record::reply_to_visit,
        visit_show::{VisitView, is_planned, show_visit},
        visit_support::give_support,
    },
};
use earnest_model::{
    Date,
    id::{MeasureId, VisitId, VisitItemId},
    message::FieldErrors,
    visits::visit::ItemKind,
};

#[derive(Template)]
#[template(path = "pages/visits/visit.html")]
pub(super) struct VisitPage {
    pub(super) shell: Shell,
    errors: Option<ErrorSummary>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) meetings: Table,
    pub(super) interviews: Table,
    pub(super) items: Table,
    /// The programmes that it was for, and where they are.
    programmes: Vec<(String, String)>,
    visit: String,
    replies: Vec<Reply>,
    rows: Vec<Row>,
    more: Vec<(&'static str, String)>,
    add: String,
    close: String,
}

/// A form for an item that waits: for the answer of the unit, or for the help that was offered to it.
struct Reply {
    action: String,
    body: String,
    field: Field,
    why: String,
    submit: String,
}

/// Rows for what is added before anybody asks for more.
const ROWS: [usize; 3] = [1, 1, 1];

/// What is wrong with what was sent on the page.
#[derive(Clone, Copy)]
enum Wrong<'e> {
    /// Nothing.
    Nothing,
    /// The answer to an item.
    Reply(VisitItemId, &'e FieldErrors),
    /// What was to be added.
    Rows(&'e FieldErrors),
}

pub(super) fn visit(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    if is_planned(&call.context(), id)? {
        return sheet::planned(call, id);
    }
    page(&made(call, id, Wrong::Nothing)?)
}

/// The page of a visit that was made, its day and its key; none for one that is only planned.
pub(super) fn read(call: &Call<'_>) -> Result<Option<(VisitPage, Date, VisitId)>, Fault> {
    let id: VisitId = call.id("id")?;
    if is_planned(&call.context(), id)? {
        return Ok(None);
    }
    let day = show_visit(&call.context(), id)?.line.visited_on;
    Ok(Some((made(call, id, Wrong::Nothing)?, day, id)))
}

/// The page again, with what is wrong with the answer to an item.
fn again(call: &Call<'_>, id: VisitId, item: VisitItemId, errors: &FieldErrors) -> Outcome {
    form_again(&made(call, id, Wrong::Reply(item, errors))?)
}

fn made(call: &Call<'_>, id: VisitId, wrong: Wrong<'_>) -> Result<VisitPage, Fault> {
    let tr = call.tr;
    let VisitView { line, parts, notes, may_reply, may_give, may_add, measures } =
        show_visit(&call.context(), id)?;
    let mut facts = vec![
        (tr.visits_column_day().into_owned(), tr.date_long(line.visited_on)),
        (tr.visit_leader().into_owned(), line.leader.clone()),
        (tr.tour_team().into_owned(), parts.company.team.join(" · ")),
        (tr.visit_purposes().into_owned(), line.purposes.join(" · ")),
        (tr.visit_summary().into_owned(), line.summary.clone()),
    ];
    facts.retain(|(_, words)| !words.is_empty());
    if let Some(day) = line.closed_on {
        facts.push((tr.visit_closed().into_owned(), tr.date_long(day)));
    }
    let shell = call
        .shell_of_paper(Some(Nav::Visits), line.unit_name.as_str(), &paths::visits::visit(id))
        .crumb(tr.visits_title(), Some(&paths::visits::visits()))
        .crumb(line.unit_name.as_str(), Some(&paths::units::unit(&line.unit_code)));
    let replies = replies(call, &parts, [may_reply, may_give], wrong);
    let nothing = FieldErrors::new();
    let errors = if let Wrong::Rows(errors) = wrong { errors } else { &nothing };
    let rows = if may_add { rows::rows(call, &measures, errors, ROWS) } else { Vec::new() };
    let asked = replies.iter().map(|reply| &reply.field).chain(rows.iter().flat_map(|row| &row.fields));
    Ok(VisitPage {
        shell,
        errors: ErrorSummary::of(tr, asked),
        rows,
        more: rows::more(tr),
        add: paths::visits::visit_add(id),
        close: paths::visits::visit_close(id),
        facts,
        meetings: meetings(call, &parts),
        interviews: interviews(call, &parts, &notes),
        items: items(call, &parts),
        programmes: parts
            .company
            .programmes
            .iter()
            .map(|(id, title)| (title.clone(), paths::programmes::programme(*id)))
            .collect(),
        visit: id.to_string(),
        replies,
    })
}

/// A form for each item that waits for whoever reads the page.
fn replies(
    call: &Call<'_>,
    parts: &VisitParts,
    [may_reply, may_give]: [bool; 2],
    wrong: Wrong<'_>,
) -> Vec<Reply> {
    let tr = call.tr;
    let wrong = match wrong {
        Wrong::Reply(id, errors) => Some((id, errors)),
        Wrong::Nothing | Wrong::Rows(_) => None,
    };
    let form = |item: &earnest_app::VisitItem| {
        let id = VisitItemId(item.id);
        let help = item.kind == ItemKind::Support.key();
        // A check asks for an answer only where it has a day.
        let waits = item.kind != ItemKind::Check.key() || item.reply_due_on.is_some();
        if item.replied_on.is_some() || !(if help { may_give } else { may_reply && waits }) {
            return None;
        }
        let name = if help { "given" } else { "reply" };
        let errors = wrong.filter(|(of, _)| *of == id).map(|(_, errors)| errors);
        let sent = if errors.is_some() { call.form.get(name) } else { "" };
        let fault = errors.and_then(|errors| errors.at(name));
        let label = if help { tr.visit_given() } else { tr.visit_reply() };
        let field = Field::new(name, label, Control::Lines(2))
            .value(sent)
            .error(fault.map(|message| call.words(message)));
        Some(match help {
            true => Reply {
                action: paths::visits::visit_item_given(id),
                body: item.body.clone(),
                field,
                why: tr.visit_given_why().into_owned(),
                submit: tr.visit_given().into_owned(),
            },
            false => Reply {
                action: paths::visits::visit_item_reply(id),
                body: item.body.clone(),
                field,
                why: tr.visit_reply_why().into_owned(),
                submit: tr.visit_reply().into_owned(),
            },
        })
    };
    parts.items.iter().filter_map(form).collect()
}

fn meetings(call: &Call<'_>, parts: &VisitParts) -> Table {
    let tr = call.tr;
    let rows = parts.meetings.iter().map(|(_, kind, participants, tiers)| {
        [
            Cell::Text(call.word(&format!("meeting-kind-{kind}"))),
            Cell::Text(tiers.clone()),
            Amount::told(tr, i64::from(*participants)).into(),
        ]
    });
    Table::new(tr.visit_meetings())
        .column(tr.visit_meeting_kind())
        .column(tr.visit_meeting_tiers())
        .numbers(tr.visit_meeting_participants())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_meetings()))
}

fn interviews(call: &Call<'_>, parts: &VisitParts, notes: &[(i64, String)]) -> Table {
    let tr = call.tr;
    let rows = parts.interviews.iter().map(|(id, role)| {
        let note = notes.iter().find(|(of, _)| of == id).map(|(_, note)| note.clone());
        [Cell::Text(role.clone()), Cell::Text(note.unwrap_or_else(|| tr.visit_sealed().into_owned()))]
    });
    Table::new(tr.visit_interviews())
        .column(tr.visit_interview_role())
        .column(tr.visit_interview_content())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_interviews()))
}

fn items(call: &Call<'_>, parts: &VisitParts) -> Table {
    let tr = call.tr;
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
    let rows = parts.items.iter().map(|item| {
        let due = day(&item.reply_due_on);
        let help = item.kind == ItemKind::Support.key();
        let state: Cell = match (&item.reply, due) {
            (Some(_), _) if help => State::done(tr.visit_item_given()).into(),
            (Some(_), _) => State::done(tr.visit_item_answered()).into(),
            (None, Some(due)) if help && due < call.today => {
                State::trouble(tr.visit_item_help_late(tr.date_short(due))).into()
            }
            (None, Some(due)) if help => {
                State::under_way(tr.visit_item_help_waits(tr.date_short(due))).into()
            }
            (None, Some(due)) if due < call.today => {
                State::trouble(tr.visit_item_late(tr.date_short(due))).into()
            }
            (None, Some(due)) => State::under_way(tr.visit_item_waits(tr.date_short(due))).into(),
            (None, None) => Cell::NotYet(tr.common_not_yet().into_owned()),
        };
        let body = match &item.seen {
            Some(seen) => format!("{} · {}", item.body, call.word(&format!("visit-seen-{seen}"))),
            None => item.body.clone(),
        };
        let measure = match item.measure {
            Some(id) => Cell::link(tr.visit_item_measure(), paths::ledger::measure(MeasureId(id))),
            None => Cell::NotYet(tr.common_not_yet().into_owned()),
        };
        [
            Cell::Noted(body, item.reply.clone().unwrap_or_default()),
            Cell::Text(call.word(&format!("visit-item-kind-{}", item.kind))),
            Cell::Text(call.word(&format!("visit-reach-{}", item.reach))),
            measure,
            state,
        ]
    });
    Table::new(tr.visit_items())
        .column(tr.visit_item_body())
        .column(tr.visit_item_kind())
        .column(tr.visit_item_reach())
        .column(tr.visit_item_ledger())
        .column(tr.visit_item_reply())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_items()))
}

/// A line of a list of visits.
pub(super) fn methods(call: &Call<'_>, visit: &VisitLine) -> String {
    let words: Vec<_> = visit.methods.iter().map(|word| call.word(&format!("visit-method-{word}"))).collect();
    words.join(" · ")
}

pub(super) fn reply(call: &Call<'_>) -> Outcome {
    let id: VisitItemId = call.id("id")?;
    let visit: VisitId = call.form.get("visit").parse().map_err(|_| AppError::NotFound)?;
    after_form(
        reply_to_visit(&call.context(), id, call.form.get("reply")),
        |()| see(paths::visits::visit(visit)),
        |errors| again(call, visit, id, &errors),
    )
}

pub(super) fn add(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    if rows::another(call).is_some() {
        return page(&made(call, id, Wrong::Nothing)?);
    }
    after_form(
        add_to_visit(&call.context(), id, &rows::sent(call)),
        |()| see(paths::visits::visit(id)),
        |errors| form_again(&made(call, id, Wrong::Rows(&errors))?),
    )
}

pub(super) fn close(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    close_visit(&call.context(), id)?;
    see(paths::visits::visit(id))
}

pub(super) fn given(call: &Call<'_>) -> Outcome {
    let id: VisitItemId = call.id("id")?;
    let visit: VisitId = call.form.get("visit").parse().map_err(|_| AppError::NotFound)?;
    after_form(
        give_support(&call.context(), visit, id, call.form.get("given")),
        |()| see(paths::visits::visit(visit)),
        |errors| again(call, visit, id, &errors),
    )
}
