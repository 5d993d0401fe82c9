//! A programme's page: its goal, its topics in order with their days, what it carries out and who carries it out.

use super::{
    bodies::words::{part, sector_words},
    life,
    rounds::state::state,
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page, see},
    },
    look::{Cell, Counted, Nav, Notice, Shell, State, Table, Tone},
    pages::{paths, shared::differences},
};
use askama::Template;
use earnest_app::programmes::{
    pack_take_up::take_up_pack,
    programme_show::{ProgrammeStep, ProgrammeView, show_programme},
};
use earnest_model::{
    permit::{ActionKind, may_somewhere},
    programmes::life::{LifeStep, ProgrammeState},
};

#[derive(Template)]
#[template(path = "pages/programmes/show.html")]
struct ProgrammePage {
    shell: Shell,
    goal: Vec<String>,
    organiser: (Option<String>, String),
    set_up: String,
    above: Option<(String, String)>,
    /// What it carries out is over.
    above_over: Option<Notice>,
    rounds: Table,
    late: Option<Notice>,
    standard: Option<(String, String)>,
    bodies: Option<Table>,
    name_bodies: Option<(String, String)>,
    beneath: Table,
    beneath_lede: Option<String>,
    draft: Option<String>,
    newer: Option<NewerWords>,
    /// How far it has come, where it is over: what happened, and why.
    steps: Vec<String>,
    state: State,
    correct: Option<String>,
    /// The one before and the one after it: term, address, title.
    line: Vec<(String, String, String)>,
    /// Its board, its report and its lists: address and words.
    looks: Vec<(String, String)>,
    /// What its office may do with it as a whole: address and words.
    ways: Vec<(String, String)>,
}

/// The version of the pack in use, beside the one by which the programme runs.
struct NewerWords {
    title: String,
    differences: Table,
    bar: Option<Notice>,
    action: String,
    pack: String,
    why: String,
}

fn newer(call: &Call<'_>, view: &ProgrammeView) -> Option<NewerWords> {
    let (tr, found) = (call.tr, view.newer.as_ref()?);
    Some(NewerWords {
        title: tr.pack_newer(found.runs_by.version.to_string(), found.in_use.version.to_string()),
        differences: differences::table(call, &found.differences),
        bar: found
            .bar
            .as_ref()
            .map(|why| Notice::new(Tone::Forbidden, tr.pack_take_up_not()).text(call.words(why))),
        action: paths::programmes::take_up(view.programme.id),
        pack: found.in_use.id.to_string(),
        why: tr.pack_take_up_why().into_owned(),
    })
}

/// Takes the version in use up.
pub fn take_up(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    // What is no key is no version in use: that is told only to whoever may take one up.
    let seen = call.form.get("pack").parse().unwrap_or(earnest_model::id::PackId(0));
    take_up_pack(&call.context(), id, seen)?;
    call.state.known.changed();
    see(paths::programmes::programme(id))
}

pub fn show(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_programme(&call.context(), call.id("id")?)?;
    let organiser = &view.organiser;
    let id = view.programme.id;
    let mut shell = call
        .shell(Some(Nav::Rounds), view.programme.title.as_str())
        .lede(tr.round_of(organiser.name.as_str()))
        .crumb(tr.round_list_title(), Some(&paths::programmes::rounds()));
    if let Some(done) = call.query.find("done") {
        shell = shell.notice(match ProgrammeState::parse(done) {
            Ok(state) => life::done(call, state),
            Err(_) => Notice::new(Tone::Done, tr.programme_corrected()),
        });
    }
    let goes_on = view.is_office && !view.programme.state.is_over();
    let late = view.rounds.iter().any(|round| view.is_later(round, call.today));
    page(&ProgrammePage {
        shell,
        steps: view.steps.iter().map(|step| step_words(call, step)).collect(),
        state: state_of(call, view.programme.state),
        correct: view.may_correct.then(|| paths::programmes::programme_correct(id)),
        looks: looks(call, &view),
        ways: ways(call, &view),
        goal: view.programme.goal.lines().map(str::to_owned).collect(),
        organiser: (
            view.opens_organiser.then(|| paths::units::unit(&organiser.code)),
            organiser.name.clone(),
        ),
        set_up: tr.date_long(view.programme.started_on),
        above: view.carries_out.as_ref().map(|(above, _)| {
            let words = tr.programme_carries_out_of(above.organiser.as_str(), above.programme.title.as_str());
            (paths::programmes::programme(above.programme.id), words)
        }),
        above_over: above_over(call, &view),
        rounds: rounds(call, &view),
        late: late.then(|| Notice::new(Tone::Error, tr.programme_late()).text(tr.programme_late_text())),
        standard: view.standard.as_ref().map(|standard| {
            let words =
                tr.round_standard_version(tr.date_words(standard.published_on), i64::from(standard.version));
            (paths::programmes::standard(standard.id), words)
        }),
        bodies: (!view.bodies.is_empty()).then(|| bodies(call, &view)),
        name_bodies: (goes_on || !view.bodies.is_empty()).then(|| {
            let words = if goes_on { tr.body_new() } else { tr.body_all() };
            (paths::programmes::bodies(view.programme.id), words.into_owned())
        }),
        beneath: beneath(call, &view),
        beneath_lede: view
            .organisers_beneath
            .map(|of| tr.programme_beneath_lede(view.carried_out_by.len(), of)),
        newer: newer(call, &view),
        line: [
            (view.before.as_ref(), tr.programme_follows()),
            (view.after.as_ref(), tr.programme_followed()),
        ]
        .into_iter()
        .filter_map(|(other, term)| {
            let other = other?;
            // Next year's may be called as this year's is.
            let title = match other.title == view.programme.title {
                true => format!("{} · {}", other.title, tr.date_iso(other.started_on)),
                false => other.title.clone(),
            };
            Some((term.into_owned(), paths::programmes::programme(other.id), title))
        })
        .collect(),
        draft: goes_on.then(|| {
            paths::programmes::standard_draft().asking("unit", &organiser.code).asking("programme", id)
        }),
    })
}

/// That it goes on while what it carries out is over.
fn above_over(call: &Call<'_>, view: &ProgrammeView) -> Option<Notice> {
    let (above, _) = view.carries_out.as_ref()?;
    if view.programme.state.is_over() || !above.programme.state.is_over() {
        return None;
    }
    let (tr, state) = (call.tr, call.word_of(above.programme.state));
    let title = tr.programme_above_over(above.organiser.as_str(), state, above.programme.title.as_str());
    Some(Notice::new(Tone::Loading, title).text(tr.programme_above_over_text()))
}

/// How far it has come.
fn state_of(call: &Call<'_>, state: ProgrammeState) -> State {
    let word = call.word_of(state);
    match state {
        ProgrammeState::Running => State::under_way(word),
        ProgrammeState::Closed | ProgrammeState::Archived => State::done(word),
        ProgrammeState::Ended => State::trouble(word),
    }
}

/// A step of its life, with its day and reason.
fn step_words(call: &Call<'_>, step: &ProgrammeStep) -> String {
    let (tr, day, word) = (call.tr, call.tr.date_long(step.on), call.word_of(step.state));
    match &step.reason {
        Some(reason) => tr.programme_came_why(day, reason.as_str(), word),
        None => tr.programme_came(day, word),
    }
}

/// Its board, its report and its lists: also those of one that stands in no list of today's.
fn looks(call: &Call<'_>, view: &ProgrammeView) -> Vec<(String, String)> {
    let tr = call.tr;
    let may = |kind| may_somewhere(kind, call.actor, call.today);
    let of = |room: String| {
        let at = if view.opens_organiser { room.asking("unit", &view.organiser.code) } else { room };
        at.asking("programme", view.programme.id)
    };
    let list = |room: String| room.asking("programme", view.programme.id);
    let mut ways = Vec::new();
    if may(ActionKind::ReadFigures) {
        ways.push((of(paths::figures::board()), tr.nav_board().into_owned()));
        ways.push((of(paths::figures::report()), tr.nav_report().into_owned()));
    }
    if may(ActionKind::ReadPlans) && !view.rounds.is_empty() {
        ways.push((list(paths::plans::plans()), tr.nav_plans().into_owned()));
    }
    if may(ActionKind::ReadAssessments) {
        ways.push((list(paths::sessions::seminars()), tr.seminar_list_title().into_owned()));
        ways.push((list(paths::assessing::observations()), tr.observation_list_title().into_owned()));
        ways.push((list(paths::assessing::sheets()), tr.sheet_list_title().into_owned()));
        ways.push((list(paths::assessing::ratings()), tr.sheet_ratings().into_owned()));
    }
    ways.push((list(paths::draws::draws()), tr.nav_draws().into_owned()));
    ways.push((list(paths::circulars::circulars()), tr.nav_circulars().into_owned()));
    ways
}

/// What its office may do with it as a whole, and where it is looked at.
fn ways(call: &Call<'_>, view: &ProgrammeView) -> Vec<(String, String)> {
    let step = |step: &LifeStep| {
        let here = paths::programmes::programme_step(view.programme.id).asking("step", step.key());
        (here, call.word_of(*step))
    };
    let next = (view.is_office && view.after.is_none() && view.programme.state != ProgrammeState::Archived)
        .then(|| {
            let href = paths::programmes::programme_new().asking("from", view.programme.id);
            (href, call.tr.programme_next().into_owned())
        });
    next.into_iter().chain(view.may_take.iter().map(step)).collect()
}

fn rounds(call: &Call<'_>, view: &ProgrammeView) -> Table {
    let tr = call.tr;
    let rows = view.rounds.iter().map(|round| {
        let name = tr.round_name(i64::from(round.number), round.topic.as_str());
        let found = state(call, round.state);
        let found =
            if view.is_later(round, call.today) { State::trouble(tr.programme_late_word()) } else { found };
        [
            Cell::link(name, paths::programmes::round(round.id)),
            found.into(),
            Cell::Text(tr.date_iso(round.opens_on)),
            Cell::Text(tr.date_iso(round.plans_due_on)),
            Cell::Text(tr.date_iso(round.ends_on)),
        ]
    });
    Table::new(tr.programme_topics())
        .column(tr.programme_topic())
        .column(tr.round_state())
        .column(tr.round_opens())
        .column(tr.round_plans_due())
        .column(tr.round_ends())
        .rows(rows)
}

/// Who leads and joins it, for what.
fn bodies(call: &Call<'_>, view: &ProgrammeView) -> Table {
    let tr = call.tr;
    let rows = view.bodies.iter().map(|line| {
        [
            Cell::from(line.body.name.as_str()),
            part(call, &line.body).into(),
            sector_words(call, &line.body),
            match line.opens {
                true => Counted::new(tr, &line.units, paths::programmes::body(line.body.id)).into(),
                false => Counted::closed(tr, &line.units).into(),
            },
        ]
    });
    Table::new(tr.body_title())
        .column(tr.body_name())
        .column(tr.body_part())
        .column(tr.body_sector())
        .numbers(tr.body_units())
        .rows(rows)
}

fn beneath(call: &Call<'_>, view: &ProgrammeView) -> Table {
    let tr = call.tr;
    let rows = view.carried_out_by.iter().map(|found| {
        [
            Cell::from(found.organiser.as_str()),
            Cell::link(found.programme.title.as_str(), paths::programmes::programme(found.programme.id)),
            Cell::Text(tr.date_iso(found.programme.started_on)),
        ]
    });
    Table::new(tr.programme_beneath())
        .column(tr.board_column_unit())
        .column(tr.programme_title())
        .column(tr.programme_set_up())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.programme_beneath_none()))
}
