//! How far every criticism and requirement of a circular has come, each line the way to its records.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page, see},
    },
    look::{Cell, Counted, Nav, Notice, Shell, State, Table, Tone},
    pages::{paths, shared::opening::problem_state},
};
use askama::Template;
use earnest_app::circulars::{
    circular_follow_up::{
        Answering, FollowUp, FollowedPoint, FollowedRequirement, Obligation, show_follow_up,
    },
    readers_remind::remind_readers,
};
use earnest_model::figures::count::Count;
use earnest_model::{id::CircularId, ledger::findings::problem::ProblemState};

/// A requirement on the page: words, how many answered, its units.
struct Required {
    words: String,
    count: String,
    open: bool,
    units: Table,
}

#[derive(Template)]
#[template(path = "pages/circulars/follow_up/show.html")]
struct FollowPage {
    shell: Shell,
    named: Vec<(String, String, String)>,
    points: Table,
    requirements: Vec<Required>,
    unread: Option<(String, Table, Option<String>)>,
}

pub(super) fn remind(call: &Call<'_>) -> Outcome {
    let id: CircularId = call.id("id")?;
    remind_readers(&call.context(), id)?;
    see(paths::circulars::follow_up(id).asking("done", "1"))
}

pub(super) fn follow_up(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let followed = show_follow_up(&call.context(), call.id("id")?)?;
    let points = points(call, &followed);
    let at = paths::circulars::circular(followed.id);
    let mut shell = call
        .shell_of_list(Some(Nav::Circulars), tr.follow_title())
        .lede(tr.follow_lede(followed.title.as_str()))
        .crumb(tr.circular_list_title(), Some(&paths::circulars::circulars()))
        .crumb(followed.title.as_str(), Some(&at));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.follow_reminded()));
    }
    if let Some(file) = call.file(&shell, ("follow-up", false), [&points])? {
        return Ok(file);
    }
    let named = [("polarity-commendation", followed.commended), ("polarity-criticism", followed.criticised)];
    let unread = followed.unread.as_ref().map(|unread| {
        let rows = unread.iter().map(|receipt| {
            let state = match receipt.reminded_on {
                Some(day) => State::trouble(tr.circular_reminded(tr.date_short(day))),
                None => State::not_begun(tr.circular_unread()),
            };
            [Cell::Noted(receipt.name.clone(), receipt.code.clone()), state.into()]
        });
        let table = Table::new(tr.follow_unread())
            .column(tr.circular_unit())
            .column(tr.circular_receipt())
            .rows(rows)
            .or_say(Notice::new(Tone::Done, tr.follow_all_read()));
        let remind = (!unread.is_empty()).then(|| paths::circulars::remind(followed.id));
        (tr.follow_unread_count(unread.len()), table, remind)
    });
    page(&FollowPage {
        named: named
            .map(|(key, count)| {
                let at = format!("{at}#named");
                (call.word(key), Counted::new(tr, &count, at.as_str()).words().to_owned(), at)
            })
            .into(),
        points,
        requirements: followed.requirements.iter().map(|it| required(call, &followed, it)).collect(),
        unread,
        shell,
    })
}

fn points(call: &Call<'_>, followed: &FollowUp) -> Table {
    let tr = call.tr;
    let row = |point: &FollowedPoint| {
        let due = point.reply_due_on.map_or_else(|| tr.common_not_yet().into_owned(), |day| tr.date_iso(day));
        [
            Cell::Noted(point.name.clone(), point.code.clone()),
            point.body.as_str().into(),
            due.into(),
            progress(call, followed, point),
        ]
    };
    Table::new(tr.follow_points())
        .column(tr.circular_unit())
        .column(tr.follow_point())
        .column(tr.follow_due())
        .column(tr.follow_state())
        .rows(followed.points.iter().map(row))
        .or_say(Notice::new(Tone::Empty, tr.follow_no_points()))
}

/// How far a criticism has come: the least of its problems, and the way to it; for its own unit the way to answer.
fn progress(call: &Call<'_>, followed: &FollowUp, point: &FollowedPoint) -> Cell {
    let tr = call.tr;
    if let Some(problem) = point.problems.iter().min_by_key(|problem| rank(problem)) {
        return Cell::StateLink(problem_state(call, problem), paths::ledger::problem(problem.id));
    }
    if point.answered {
        return State::under_way(tr.follow_answered_unseen()).into();
    }
    let late = point.reply_due_on.is_some_and(|due| due < call.today);
    let state = if late { State::trouble(tr.follow_late()) } else { State::not_begun(tr.follow_none_yet()) };
    if followed.own.contains(&point.code) {
        Cell::StateLink(state, paths::circulars::criticism(point.id))
    } else {
        state.into()
    }
}

fn rank(problem: &Answering) -> (bool, bool) {
    (problem.state == ProblemState::Signed, problem.is_closed())
}

fn required(call: &Call<'_>, followed: &FollowUp, requirement: &FollowedRequirement) -> Required {
    let tr = call.tr;
    let row = |owed: &Obligation| {
        let state = match owed.answered_on {
            Some(day) => State::done(tr.date_iso(day)),
            None if owed.due_on < call.today => State::trouble(tr.follow_late()),
            None => State::not_begun(tr.follow_none_yet()),
        };
        let state = if followed.own.contains(&owed.code) {
            Cell::StateLink(state, paths::circulars::obligation(owed.id))
        } else {
            state.into()
        };
        let answer =
            owed.answer.clone().map_or_else(|| Cell::NotYet(tr.common_not_yet().into_owned()), Cell::Text);
        [Cell::Noted(owed.name.clone(), owed.code.clone()), state, answer]
    };
    let units = Table::new(tr.follow_required_units())
        .column(tr.circular_unit())
        .column(tr.follow_state())
        .column(tr.follow_answer())
        .rows(requirement.owed.iter().map(row));
    let count = Counted::part_beside(tr, &requirement.answered(), &Count::of(&requirement.owed));
    Required {
        words: tr.circular_requirement(tr.date_long(requirement.due_on), requirement.body.as_str()),
        count: tr.follow_required_count(count.words()),
        open: requirement.owed.len() <= 12,
        units,
    }
}
