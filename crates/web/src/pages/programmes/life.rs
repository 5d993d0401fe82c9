//! A step in the life of a programme, looked at before it is taken: what follows, what is lost by it, what can't be taken back.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, form_again, page, see},
    },
    look::{Cell, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    programmes::programme_life::{StepLook, TakeStep, look_at_step, take_step},
};
use earnest_model::{
    id::ProgrammeId,
    message::FieldErrors,
    programmes::life::{LifeStep, ProgrammeState},
};

#[derive(Template)]
#[template(path = "pages/programmes/life.html")]
struct StepPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    /// What was changed since it was looked at.
    since: Option<Notice>,
    /// Why it can't be taken now.
    bar: Option<Notice>,
    said: Vec<String>,
    rounds: Option<Table>,
    stands: Option<Table>,
    action: String,
    step: &'static str,
    why: String,
    send: String,
    seen: String,
    fields: Vec<Field>,
}

pub fn ask(call: &Call<'_>) -> Outcome {
    let id: ProgrammeId = call.id("id")?;
    let step = call.choice("step", LifeStep::parse)?.ok_or(AppError::NotFound)?;
    page(&form(call, id, step.key(), &FieldErrors::new())?)
}

pub fn take(call: &Call<'_>) -> Outcome {
    let id: ProgrammeId = call.id("id")?;
    let (step, reason, seen) = (call.form.get("step"), call.form.get("reason"), call.form.get("told-mark"));
    match take_step(&call.context(), &TakeStep { programme: id, step, reason, seen }) {
        Ok(state) => {
            call.state.known.changed();
            see(paths::programmes::programme(id).asking("done", state.key()))
        }
        // A step that is none has no page to come back to.
        Err(AppError::Form(errors)) if LifeStep::parse(step).is_ok() => {
            form_again(&form(call, id, step, &errors)?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What is said where a programme came into a state.
pub fn done(call: &Call<'_>, state: ProgrammeState) -> Notice {
    Notice::new(Tone::Done, call.word_of(state))
}

fn form(call: &Call<'_>, id: ProgrammeId, step: &str, errors: &FieldErrors) -> Result<StepPage, Fault> {
    let tr = call.tr;
    let look = look_at_step(&call.context(), id, step)?;
    let here = paths::programmes::programme(id);
    let title = call.word_of(look.step);
    let fields: Vec<Field> = look
        .step
        .has_reason()
        .then(|| {
            Field::line("reason", tr.round_reason())
                .help(tr.programme_end_reason_help())
                .value(call.form.get("reason"))
                .error(call.fault(errors, "reason"))
        })
        .into_iter()
        .collect();
    Ok(StepPage {
        shell: call
            .shell(Some(Nav::Rounds), title.as_str())
            .lede(look.programme.title.as_str())
            .crumb(tr.round_list_title(), Some(&paths::programmes::rounds()))
            .crumb(look.programme.title.as_str(), Some(&here)),
        errors: ErrorSummary::of(tr, &fields),
        since: errors.at("step").map(|why| Notice::new(Tone::Error, call.words(why))),
        bar: look.bar.as_ref().map(|why| {
            Notice::new(Tone::Forbidden, tr.programme_step_not())
                .text(call.words(why))
                .way(look.programme.title.as_str(), here)
        }),
        said: said(call, &look),
        rounds: (look.step == LifeStep::End).then(|| rounds(call, &look)),
        stands: (look.step == LifeStep::End).then(|| stands(call, &look)),
        action: paths::programmes::programme_step(id),
        step: look.step.key(),
        why: tr.programme_step_why().into_owned(),
        send: title,
        seen: look.mark(),
        fields,
    })
}

/// What follows from the step.
fn said(call: &Call<'_>, look: &StepLook) -> Vec<String> {
    let (tr, stands) = (call.tr, look.stands);
    let words = match look.step {
        LifeStep::Close => vec![tr.programme_close_text(), tr.programme_goes_on_text()],
        LifeStep::End => vec![tr.programme_end_text(), tr.programme_goes_on_text()],
        LifeStep::Archive => vec![tr.programme_archive_text(), tr.programme_archive_kept()],
    };
    let mut said: Vec<String> = words.into_iter().map(std::borrow::Cow::into_owned).collect();
    if stands.measures_open > 0 && look.step != LifeStep::End {
        said.push(tr.programme_measures_on(stands.measures_open));
    }
    if stands.carried_out > 0 {
        said.push(tr.programme_beneath_on(stands.carried_out));
    }
    said.push(tr.programme_step_final().into_owned());
    said
}

/// What becomes of each round.
fn rounds(call: &Call<'_>, look: &StepLook) -> Table {
    let tr = call.tr;
    let rows = look.rounds.iter().map(|round| {
        let name = tr.round_name(i64::from(round.number), round.topic.as_str());
        let becomes = match look.becomes(round) {
            Some(state) => call.word_of(state),
            None => tr.programme_round_stays().into_owned(),
        };
        [
            Cell::link(name, paths::programmes::round(round.id)),
            Cell::Text(call.word_of(round.state)),
            Cell::Text(becomes),
        ]
    });
    Table::new(tr.programme_topics())
        .column(tr.programme_topic())
        .column(tr.round_state())
        .column(tr.programme_becomes())
        .rows(rows)
}

/// What is owed in its rounds and is owed no more, and what goes on.
fn stands(call: &Call<'_>, look: &StepLook) -> Table {
    let (tr, stands) = (call.tr, look.stands);
    let (no_more, on) = (tr.programme_no_more(), tr.programme_goes_on());
    let lines = [
        (tr.programme_owes_plans(), stands.plans_owed, &no_more),
        (tr.programme_owes_reviews(), stands.plans_waiting, &no_more),
        (tr.programme_owes_sessions(), stands.sessions_owed, &no_more),
        (tr.programme_owes_activities(), stands.activities_owed, &no_more),
        (tr.programme_owes_sheets(), stands.sheets_owed, &no_more),
        (tr.programme_owes_materials(), stands.checks_waiting, &no_more),
        (tr.programme_owes_ratings(), stands.unrated, &no_more),
        (tr.programme_owes_circulars(), stands.untold, &no_more),
        (tr.programme_owes_drafts(), stands.drafts, &no_more),
        (tr.programme_owes_measures(), stands.measures_open, &on),
    ];
    let rows = lines.into_iter().filter(|(_, count, _)| *count > 0).map(|(what, count, becomes)| {
        [Cell::Text(what.into_owned()), Cell::Text(count.to_string()), Cell::Text(becomes.to_string())]
    });
    Table::new(tr.programme_stands())
        .column(tr.programme_stands_what())
        .numbers(tr.unit_change_hangs_count())
        .column(tr.programme_becomes())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.programme_stands_none()))
}
