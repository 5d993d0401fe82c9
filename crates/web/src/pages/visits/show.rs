//! A visit that was made: its meetings, interviews with their sealed notes, what it left and what was answered.

use super::{
    change,
    left::{self, Reply, Wrong},
    record_rows::{self, Row},
    sheet,
};
use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Amount, Cell, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError, PlannedVisit, VisitLine, VisitParts,
    visits::{
        visit_add::{add_to_visit, close_visit},
        visit_change::{correct_visit, visit_became, withdraw_visit},
        visit_record::reply_to_visit,
        visit_show::{VisitView, is_planned, show_called_off, show_visit},
        visit_support::give_support,
    },
};
use earnest_model::{
    Date,
    id::{VisitId, VisitItemId},
    message::FieldErrors,
    paper::PaperKind,
    visits::correction::CorrectionForm,
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
    /// When and why the record was withdrawn.
    pub(super) withdrawn: Option<(Date, String)>,
    /// What the record said before it was corrected.
    pub(super) corrected: Option<Table>,
    /// Correct the record, and withdraw it.
    changes: Option<[(String, Vec<Field>); 2]>,
    change_open: bool,
    rows: Vec<Row>,
    another: Option<Field>,
    more: Vec<(&'static str, String)>,
    add: String,
    close: String,
}

/// Rows for what is added before anybody asks for more.
const ROWS: [usize; 3] = [1, 1, 1];

pub(super) fn visit(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    if is_planned(&call.context(), id)? {
        return sheet::planned(call, id);
    }
    if let Some(into) = visit_became(&call.context(), id)? {
        return see(paths::visits::visit(into));
    }
    if let Some(off) = show_called_off(&call.context(), id)? {
        return page(&called_off(call, &off));
    }
    page(&made(call, id, Wrong::Nothing)?)
}

#[derive(Template)]
#[template(path = "pages/visits/called_off.html")]
struct CalledOffPage {
    shell: Shell,
    facts: Vec<(String, String)>,
}

/// A visit that was called off: when and why.
fn called_off(call: &Call<'_>, visit: &PlannedVisit) -> CalledOffPage {
    let tr = call.tr;
    let purposes: Vec<_> = visit.purposes.iter().map(|purpose| purpose.as_str()).collect();
    let days = format!("{} – {}", tr.date_long(visit.days.0), tr.date_long(visit.days.1));
    let mut facts = vec![
        (tr.tour_days().into_owned(), days),
        (tr.visit_organiser().into_owned(), visit.organiser_name.clone()),
        (tr.visit_leader().into_owned(), visit.leader.clone()),
        (tr.visit_purposes().into_owned(), purposes.join(" · ")),
    ];
    if let Some((day, why)) = &visit.called_off {
        facts.push((tr.visit_called_off_on().into_owned(), tr.date_long(*day)));
        facts.push((tr.visit_reason().into_owned(), why.clone()));
    }
    facts.retain(|(_, words)| !words.is_empty());
    let shell = call
        .shell(Some(Nav::Visits), visit.name.as_str())
        .crumb(tr.visits_title(), Some(&paths::visits::visits()))
        .crumb(visit.name.as_str(), Some(&paths::units::unit(&visit.code)))
        .notice(Notice::new(Tone::Empty, tr.visit_is_called_off()));
    CalledOffPage { shell, facts }
}

/// The page of a visit that was made, its day and its key; none for one that is only planned.
pub(super) fn read(call: &Call<'_>) -> Result<Option<(VisitPage, Date, VisitId)>, Fault> {
    let id: VisitId = call.id("id")?;
    if is_planned(&call.context(), id)? {
        return Ok(None);
    }
    let view = VisitView { may_take_up: false, ..show_visit(&call.context(), id)? };
    let mut page = made(call, id, Wrong::Nothing)?;
    // What was said in confidence leaves the register on no paper, whoever asks for it; nor are there ways to forms.
    // It says of none whether it was noted.
    page.interviews = interviews_on_paper(call, &view.parts);
    page.items = left::items(call, &view);
    Ok(Some((page, view.line.visited_on, id)))
}

/// The page again, with what is wrong with the answer to an item.
fn again(call: &Call<'_>, id: VisitId, item: VisitItemId, errors: &FieldErrors) -> Outcome {
    form_again(&made(call, id, Wrong::Reply(item, errors))?)
}

fn made(call: &Call<'_>, id: VisitId, wrong: Wrong<'_>) -> Result<VisitPage, Fault> {
    let tr = call.tr;
    let view = show_visit(&call.context(), id)?;
    let VisitView { line, parts, notes, all_notes, may_add, measures, .. } = &view;
    let mut facts = vec![
        (tr.visits_column_day().into_owned(), tr.date_long(line.visited_on)),
        (tr.visit_organiser().into_owned(), line.organiser.clone()),
        (tr.visit_leader().into_owned(), line.leader.clone()),
        (tr.tour_team().into_owned(), parts.company.team.join(" · ")),
        (tr.tour_absent().into_owned(), parts.company.absent.join(" · ")),
        (tr.visit_purposes().into_owned(), line.purposes.join(" · ")),
        (tr.visit_moved().into_owned(), line.moved.clone().unwrap_or_default()),
        (tr.visit_summary().into_owned(), line.summary.clone()),
    ];
    facts.retain(|(_, words)| !words.is_empty());
    if let Some(day) = line.closed_on {
        facts.push((tr.visit_closed().into_owned(), tr.date_long(day)));
    }
    let mut shell = call
        .shell_of_paper(
            PaperKind::VisitRecord,
            Some(Nav::Visits),
            line.unit_name.as_str(),
            &paths::visits::visit(id),
        )
        .crumb(tr.visits_title(), Some(&paths::visits::visits()))
        .crumb(line.unit_name.as_str(), Some(&paths::units::unit(&line.unit_code)));
    if let Some((day, why)) = &line.withdrawn {
        shell = shell.notice(Notice::new(Tone::Error, tr.visit_withdrawn(tr.date_long(*day), why.as_str())));
    }
    let replies = left::replies(call, &view, wrong);
    let nothing = FieldErrors::new();
    let errors = if let Wrong::Rows(errors) = wrong { errors } else { &nothing };
    let rows = if *may_add { record_rows::rows(call, measures, errors, ROWS) } else { Vec::new() };
    let another = record_rows::another_field(call, errors).filter(|_| *may_add);
    let changes =
        change::fields(call, &view, if let Wrong::Change(errors) = wrong { errors } else { &nothing });
    let asked = replies.iter().map(|reply| &reply.field).chain(rows.iter().flat_map(|row| &row.fields));
    let asked = asked.chain(&another).chain(changes.iter().flatten().flat_map(|(_, fields)| fields));
    Ok(VisitPage {
        shell,
        errors: ErrorSummary::of(tr, asked),
        rows,
        another,
        more: record_rows::more(tr),
        add: paths::visits::visit_add(id),
        close: paths::visits::visit_close(id),
        facts,
        meetings: meetings(call, parts),
        interviews: interviews(call, parts, notes, *all_notes),
        items: left::items(call, &view),
        corrected: change::corrected(call, &view),
        withdrawn: line.withdrawn.clone(),
        change_open: matches!(wrong, Wrong::Change(_)),
        changes,
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

fn meetings(call: &Call<'_>, parts: &VisitParts) -> Table {
    let tr = call.tr;
    let rows = parts.meetings.iter().map(|held| {
        [
            Cell::Text(call.word(&format!("meeting-kind-{}", held.kind))),
            Cell::Text(record_rows::tiers_told(call, held)),
            Amount::told(tr, i64::from(held.participants)).into(),
        ]
    });
    Table::new(tr.visit_meetings())
        .column(tr.visit_meeting_kind())
        .column(tr.visit_meeting_tiers())
        .numbers(tr.visit_meeting_participants())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_meetings()))
}

/// To others it is not even told which interview was noted; who reads all notes sees where there is none.
fn interviews(call: &Call<'_>, parts: &VisitParts, notes: &[(i64, String)], all_notes: bool) -> Table {
    let tr = call.tr;
    let rows = parts.interviews.iter().map(|(id, role)| {
        let note = match notes.iter().find(|(of, _)| of == id) {
            Some((_, note)) => Cell::Text(note.clone()),
            None if all_notes => Cell::NotYet(tr.visit_not_noted().into_owned()),
            None => Cell::Text(tr.visit_sealed().into_owned()),
        };
        [Cell::Text(role.clone()), note]
    });
    Table::new(tr.visit_interviews())
        .column(tr.visit_interview_role())
        .column(tr.visit_interview_content())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_interviews()))
}

fn interviews_on_paper(call: &Call<'_>, parts: &VisitParts) -> Table {
    let tr = call.tr;
    let rows = parts
        .interviews
        .iter()
        .map(|(_, role)| [Cell::Text(role.clone()), Cell::Text(tr.visit_not_on_paper().into_owned())]);
    Table::new(tr.visit_interviews())
        .column(tr.visit_interview_role())
        .column(tr.visit_interview_content())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_interviews()))
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
    if record_rows::another(call).is_some() {
        return page(&made(call, id, Wrong::Nothing)?);
    }
    after_form(
        add_to_visit(&call.context(), id, &record_rows::sent(call)),
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

pub(super) fn correct(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    let form = CorrectionForm {
        visited_on: call.form.get("visited_on"),
        summary: call.form.get("summary"),
        out: call.form.all("out").collect(),
        reason: call.form.get("reason"),
    };
    after_form(
        correct_visit(&call.context(), id, &form),
        |()| see(paths::visits::visit(id)),
        |errors| form_again(&made(call, id, Wrong::Change(&errors))?),
    )
}

pub(super) fn withdraw(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    after_form(
        withdraw_visit(&call.context(), id, call.form.get("why")),
        |()| see(paths::visits::visit(id)),
        |errors| form_again(&made(call, id, Wrong::Change(&errors))?),
    )
}
