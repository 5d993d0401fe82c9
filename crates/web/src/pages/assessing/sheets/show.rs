//! A sheet that was handed in, with how its score was made.

use super::heard;
use crate::{
    frame::{
        call::Call,
        moment::moment,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::{choose_round::round_of, score::score},
    },
};
use askama::Template;
use earnest_app::{
    assessing::sheet_show::{StoredSheet, show_sheet},
    ledger::findings::take_up::sheet_taken_up,
    programmes::rounds_name::name_rounds,
};
use earnest_model::{
    assessing::sheet::Mark,
    fraction::Fraction,
    programmes::standard::{Block, Standard},
    sessions::seminar::SessionKind,
};

#[derive(Template)]
#[template(path = "pages/assessing/sheets/show.html")]
struct SheetPage {
    shell: Shell,
    facts: Vec<(String, String)>,
    /// The record of the session.
    held: Option<String>,
    blocks: Vec<(String, Table)>,
    sum: String,
    heard: Option<Table>,
    session: String,
    remarks: String,
    /// Problems into which it was taken up: serial and address.
    taken_up: Vec<(String, String)>,
    /// Where it is taken up, for whoever may.
    take_up: Option<String>,
}

pub(super) fn sheet(call: &Call<'_>) -> Outcome {
    let (tr, tag) = (call.tr, call.lang.tag());
    let (stored, published) = show_sheet(&call.context(), call.id("id")?)?;
    let (brief, standard) = (&stored.brief, &published.standard);
    let mut shell = call
        .shell(Some(Nav::Observations), tr.sheet_title(brief.name.as_str()))
        .crumb(tr.sheet_list_title(), Some(&paths::assessing::sheets()));
    for key in &stored.sheet.vetoes {
        let words = standard.veto(key).map_or(key.as_str(), |veto| veto.name.get(tag));
        shell = shell.notice(Notice::new(Tone::Error, tr.sheet_veto(words)));
    }
    let rounds = name_rounds(&call.context(), [brief.of])?;
    let mut facts = vec![
        (tr.sheet_kind().into_owned(), call.word_of(brief.kind)),
        (tr.sheet_round().into_owned(), round_of(call, &rounds, brief.of, brief.round)),
        (tr.sheet_assessor().into_owned(), brief.assessor.clone()),
        (tr.sheet_when().into_owned(), moment(call, &brief.submitted_at)),
        (tr.sheet_standard().into_owned(), tr.sheet_version(i64::from(published.version))),
        (tr.sheet_score().into_owned(), score(brief.score)),
    ];
    let mut held = None;
    if let Some(on) = stored.sheet.on {
        let day = tr.date_long(on.day);
        let told =
            stored.at.map_or_else(|| day.clone(), |(kind, _)| format!("{} · {day}", call.word_of(kind)));
        facts.insert(2, (tr.sheet_session().into_owned(), told));
        match stored.at {
            Some((_, false)) => shell = shell.notice(Notice::new(Tone::Error, tr.sheet_session_gone())),
            Some((kind, true)) if kind != SessionKind::Seminar => {
                shell = shell.notice(Notice::new(Tone::Empty, tr.sheet_session_beside()));
            }
            Some(_) | None => {}
        }
        held = on.session.map(paths::sessions::seminar);
        if on.session.is_none() {
            facts.insert(3, (tr.sheet_record().into_owned(), tr.sheet_session_unrecorded().into_owned()));
        }
    }
    let (may_take_up, problems) = sheet_taken_up(&call.context(), brief.id)?;
    let taken_up = problems.into_iter().map(|(id, serial)| (serial, paths::ledger::problem(id)));
    page(&SheetPage {
        taken_up: taken_up.collect(),
        take_up: may_take_up.then(|| paths::ledger::take_up_sheet(brief.id)),
        facts,
        held,
        blocks: standard.blocks_on(brief.kind).map(|block| table(call, block, &stored)).collect(),
        sum: sum(call, standard, &stored),
        heard: (!stored.sheet.heard.is_empty()).then(|| heard::table(call, &stored.sheet.heard, standard)),
        session: session(call, &stored),
        remarks: stored.sheet.remarks.clone(),
        shell,
    })
}

fn table(call: &Call<'_>, block: &Block, stored: &StoredSheet) -> (String, Table) {
    let (tr, tag) = (call.tr, call.lang.tag());
    let rows = block.items.iter().map(|item| {
        let name = item.name.get(tag).to_owned();
        match stored.sheet.marks.get(&item.key) {
            Some(Mark::Points(points)) => {
                [Cell::from(name), score(*points).into(), score(item.points).into()]
            }
            Some(Mark::NotObservable { reason }) => [
                Cell::Noted(name, tr.sheet_unseen(reason.as_str())),
                tr.common_not_yet().into_owned().into(),
                tr.common_not_yet().into_owned().into(),
            ],
            None => [Cell::from(name), tr.common_not_yet().into_owned().into(), score(item.points).into()],
        }
    });
    let title = block.name.get(tag).to_owned();
    let table = Table::new(title.as_str())
        .column(tr.sheet_item())
        .numbers(tr.sheet_given())
        .numbers(tr.sheet_most())
        .rows(rows);
    (title, table)
}

/// What was heard between the speeches.
fn session(call: &Call<'_>, stored: &StoredSheet) -> String {
    let (tr, heard) = (call.tr, &stored.sheet.heard);
    let said = [
        heard.positive.map(|count| tr.heard_positive_said(i64::from(count))),
        heard.negative.map(|count| tr.heard_negative_said(i64::from(count))),
        heard.interactions.map(|count| tr.heard_interactions_said(i64::from(count))),
    ];
    let said: Vec<_> = said.into_iter().flatten().collect();
    // What was not said is not none.
    if said.is_empty() { tr.heard_session_unsaid().into_owned() } else { said.join(" · ") }
}

/// How the score was made: points given of those that could be observed, scaled to 100.
fn sum(call: &Call<'_>, standard: &Standard, stored: &StoredSheet) -> String {
    let (mut given, mut possible) = (Fraction::ZERO, Fraction::ZERO);
    for item in standard.items_on(stored.brief.kind) {
        if let Some(Mark::Points(points)) = stored.sheet.marks.get(&item.key) {
            given = given + *points;
            possible = possible + item.points;
        }
    }
    call.tr.sheet_sum(score(given), score(possible), score(stored.brief.score))
}
