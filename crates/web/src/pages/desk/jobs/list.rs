//! What is done beside the requests, and what failed of it.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page, see},
    },
    look::{Amount, Cell, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    anchor::signing::show_signings,
    desk::{
        backups_show::{BackupNote, show_backups},
        jobs::{JobLine, list_jobs, retry_job},
    },
};
use earnest_model::desk::job::{JobState, KEPT_DAYS};

/// Jobs on the page.
const PAGE: i64 = 100;

/// A state that may be looked at.
struct Way {
    words: String,
    href: String,
    here: bool,
}

/// A job that may be tried again.
struct Again {
    mark: String,
    words: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/desk/jobs/jobs.html")]
struct JobsPage {
    shell: Shell,
    off: Option<Notice>,
    ways: Vec<Way>,
    table: Table,
    again: Vec<Again>,
    backups: Vec<Notice>,
    checkpoints: Notice,
}

pub(super) fn jobs(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let state = call.choice("state", JobState::parse)?.unwrap_or(JobState::Waiting);
    let found = list_jobs(&call.context(), state, PAGE)?;
    let off = call.state.mail.is_none();
    let off = off.then(|| Notice::new(Tone::Empty, tr.letter_none()).text(tr.letter_none_why()));
    let ways = found.counts.iter().map(|(one, count)| Way {
        words: format!("{} {}", call.word_of(one), String::from(Amount::of_machinery(tr, *count))),
        href: paths::desk::jobs().asking("state", one.key()),
        here: *one == state,
    });
    let table = Table::new(call.word_of(state))
        .column(tr.job_column_kind())
        .column(tr.job_column_account())
        .column(tr.job_column_due())
        .numbers(tr.job_column_attempts())
        .column(tr.job_column_state())
        .column(tr.job_column_fault())
        .rows(found.lines.iter().map(|line| row(call, line)))
        .or_say(Notice::new(Tone::Empty, tr.job_none()));
    let again = found.lines.iter().filter(|line| line.state == JobState::Failed).map(|line| Again {
        mark: line.login.clone(),
        words: format!("{} · {}", kind(call, line), line.fault.as_deref().unwrap_or_default()),
        href: paths::desk::job_again(line.id.0),
    });
    page(&JobsPage {
        shell: call
            .shell(Some(Nav::Accounts), tr.job_title())
            .lede(tr.job_lede(KEPT_DAYS))
            .crumb(tr.account_title(), Some(&paths::people::accounts())),
        off,
        ways: ways.collect(),
        table,
        again: again.collect(),
        backups: backups(call)?,
        checkpoints: checkpoints(call)?,
    })
}

/// How it stands with signed checkpoints: the newest, or why the server signs none.
fn checkpoints(call: &Call<'_>) -> Result<Notice, AppError> {
    let (tr, found) = (call.tr, show_signings(&call.context())?);
    let last = found.last.map(|last| tr.checkpoint_last(last.size, call.moment(&last.made_at)));
    let fault = found.note.and_then(|note| Some((call.moment(&note.at), note.fault?)));
    Ok(match (fault, last) {
        (Some((when, fault)), last) => {
            let notice = Notice::new(Tone::Error, tr.checkpoint_refused(when));
            notice.text([Some(fault), last].into_iter().flatten().collect::<Vec<_>>().join(" · "))
        }
        (None, Some(last)) => Notice::new(Tone::Done, last),
        (None, None) => Notice::new(Tone::Empty, tr.checkpoint_none()).text(tr.checkpoint_none_why()),
    })
}

/// What is noted of backups: the last that was made, and what came of restoring one aside.
fn backups(call: &Call<'_>) -> Result<Vec<Notice>, AppError> {
    let (tr, found) = (call.tr, show_backups(&call.context())?);
    let Some(made) = found.made else {
        return Ok(vec![Notice::new(Tone::Empty, tr.backup_none()).text(tr.backup_none_why())]);
    };
    let acts = |note: &BackupNote| u64::try_from(note.entries).unwrap_or_default();
    let one = |note: &BackupNote, well: String, ill: String| match &note.fault {
        None => Notice::new(Tone::Done, well).text(note.place.clone()),
        Some(fault) => Notice::new(Tone::Error, ill).text(format!("{}: {fault}", note.place)),
    };
    let when = call.moment(&made.at);
    let mut notices = vec![one(&made, tr.backup_made(acts(&made), &when), tr.backup_failed(&when))];
    notices.push(match &found.rehearsed {
        None => Notice::new(Tone::Empty, tr.backup_unrehearsed()).text(tr.backup_unrehearsed_why()),
        Some(note) => {
            let when = call.moment(&note.at);
            one(note, tr.backup_rehearsed(acts(note), &when), tr.backup_rehearsal_failed(&when))
        }
    });
    Ok(notices)
}

fn kind(call: &Call<'_>, line: &JobLine) -> String {
    call.word_of(line.kind)
}

fn row(call: &Call<'_>, line: &JobLine) -> [Cell; 6] {
    let word = call.word_of(line.state);
    let state = match line.state {
        JobState::Waiting => State::not_begun(word),
        JobState::Done => State::done(word),
        JobState::Failed => State::trouble(word),
    };
    [
        Cell::from(kind(call, line)),
        Cell::from(line.login.as_str()),
        Cell::from(call.moment(line.ended_at.as_ref().unwrap_or(&line.due_at))),
        Cell::from(Amount::of_machinery(call.tr, i64::from(line.attempts))),
        state.into(),
        Cell::from(line.fault.as_deref().unwrap_or_default()),
    ]
}

pub(super) fn again(call: &Call<'_>) -> Outcome {
    retry_job(&call.context(), call.id("id")?)?;
    see(paths::desk::jobs().asking("state", "waiting"))
}
