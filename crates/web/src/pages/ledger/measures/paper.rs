//! A measure as a paper: the notice of rectification while it is open, the form of its closure from the request on.

use super::measure::{self, Fact};
use crate::{
    frame::{call::Call, reply::Outcome},
    look::Timeline,
    pages::shared::signed::{not_yet, row_signed},
};
use earnest_app::{
    TakenStep,
    ledger::ledger_show::{MeasureView, measure_above, show_measure},
};
use earnest_model::{id::MeasureId, ledger::measures::measure::Step, paper::PaperKind};
use earnest_papers::{Block, FormRow, Grid, GridColumn, Paper, Signature, Words};

/// The page, or its paper.
pub(crate) fn measure(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return measure::measure(call);
    }
    let view = show_measure(&call.context(), call.id::<MeasureId>("id")?)?;
    let of = measure::kind_of_paper(view.measure.state);
    let mut paper = paper(call, &view, of);
    if of == PaperKind::Notice {
        let above = measure_above(&call.context(), view.measure.id)?;
        paper.signature = Some(Signature {
            signers: above.into_iter().collect(),
            day: call.tr.date_long(call.today),
            sealed: true,
        });
    }
    call.paper_file(&format!("measure-{}", view.measure.id), of, &paper)
}

fn paper(call: &Call<'_>, view: &MeasureView, of: PaperKind) -> Paper {
    let tr = call.tr;
    let otherwise = if of == PaperKind::Closure { tr.paper_closure() } else { tr.paper_rectification() };
    let title = call.kind_named(of, otherwise);
    let serial = view.measure.serial.as_str();
    let mut paper = call.new_paper(serial, call.today, title.as_ref());
    paper.subtitle = serial.to_owned();
    if of == PaperKind::Notice {
        paper.recipients = tr.circular_to(view.unit.name.as_str());
        let asks = match view.measure.due_on {
            Some(day) if day < call.today => tr.notice_asks_late(tr.date_long(day)),
            Some(day) => tr.notice_asks(tr.date_long(day)),
            None => tr.notice_asks_standing().into_owned(),
        };
        paper.body.push(Block::Paragraph(asks.into()));
    }
    paper.body.push(Block::Form(rows(call, view, of)));
    if of == PaperKind::Notice {
        paper.body.push(Block::Paragraph(tr.notice_then().as_ref().into()));
    }
    let page = measure::lists(call, view);
    for (caption, timeline) in [(tr.change_title(), &page.0), (tr.measure_history(), &page.1)] {
        if timeline.each().next().is_some() {
            paper.body.push(Block::Table(history(call, &caption, timeline)));
        }
    }
    paper
}

/// What is to be done, and who signs for what.
fn rows(call: &Call<'_>, view: &MeasureView, of: PaperKind) -> Vec<FormRow> {
    let tr = call.tr;
    let mut rows = Vec::new();
    if of == PaperKind::Closure {
        rows.push(FormRow::said(tr.circular_unit(), view.unit.name.as_str()));
    }
    rows.push(FormRow::said(tr.paper_measure(), view.measure.body.as_str()));
    rows.extend(measure::facts(call, view).iter().map(|fact| row(call, fact)));
    if of == PaperKind::Notice {
        rows.push(FormRow::signed(tr.paper_head(), Words::default(), not_yet(call)));
        return rows;
    }
    // What was asked and answered last; what came before stands in the history.
    let asked = view.steps.iter().rposition(|step| step.step == Step::Request).unwrap_or(0);
    let since = view.steps.get(asked..).unwrap_or_default();
    let last = |of: &[Step]| since.iter().rev().find(|step| of.contains(&step.step));
    rows.push(signed(call, &tr.paper_closure_asked(), last(&[Step::Request])));
    rows.push(signed(call, &tr.paper_closure_head(), last(&[Step::Approve, Step::Return])));
    rows.push(signed(call, &tr.paper_closure_above(), last(&[Step::Close, Step::ClosePeriod])));
    let looked = last(&[Step::Hold, Step::Reopen]);
    rows.extend(looked.map(|step| signed(call, &tr.paper_closure_later(), Some(step))));
    rows
}

/// A line about the measure as a row.
fn row(call: &Call<'_>, fact: &Fact) -> FormRow {
    let words = match (&fact.state, fact.href.as_deref().and_then(|href| call.whole_address(href))) {
        (Some(state), _) => state.word.as_str().into(),
        (None, Some(href)) => Words::default().then_link(fact.text.as_str(), href),
        (None, None) => fact.text.as_str().into(),
    };
    FormRow::said(fact.term.as_str(), words)
}

/// A step as it was taken, or the place for who takes it.
fn signed(call: &Call<'_>, name: &str, step: Option<&TakenStep>) -> FormRow {
    let Some(step) = step else { return FormRow::signed(name, Words::default(), not_yet(call)) };
    let word = call.word_of(step.step);
    let said = [Some(word.as_str()), Some(step.remarks.as_str()), step.evidence.as_deref()];
    let said: Vec<&str> = said.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    row_signed(call, name, &said.join("\n"), (step.by.as_deref().unwrap_or_default(), step.taken_on))
}

/// What happened as a table.
fn history(call: &Call<'_>, caption: &str, timeline: &Timeline) -> Grid {
    let column = |label: &str| GridColumn { label: label.to_owned(), numeric: false };
    let row = |happening: &crate::look::Happening| {
        let state = happening.state.as_ref().map_or("", |state| state.word.as_str());
        let what = if happening.what.is_empty() { state } else { happening.what.as_str() };
        let note = happening.note.as_deref().unwrap_or_default();
        [happening.datetime.as_str(), what, note].map(Words::from).to_vec()
    };
    let columns =
        [call.tr.paper_when(), call.tr.paper_what(), call.tr.paper_said()].map(|label| column(&label));
    Grid { caption: caption.to_owned(), columns: columns.into(), rows: timeline.each().map(row).collect() }
}
