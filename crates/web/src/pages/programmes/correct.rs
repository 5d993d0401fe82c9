//! Correcting a programme: what it says until a round begins, and its rounds that are to come.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    programmes::programme_correct::{CorrectionAsked, ask_correction, correct_programme},
};
use earnest_model::{
    Date,
    id::ProgrammeId,
    message::FieldErrors,
    programmes::{
        programme::{CalendarForm, MOST_ROUNDS, ProgrammeForm, RoundForm, binds},
        round::Round,
    },
};

/// The fields of a round.
pub(super) const OF_ROUND: [&str; 4] = ["topic", "opens_on", "plans_due_on", "ends_on"];

#[derive(Template)]
#[template(path = "pages/programmes/correct.html")]
struct CorrectPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    /// Why title and goal stay as they are.
    fixed: Option<Notice>,
    action: String,
    why: String,
    head: Vec<Field>,
    /// The rounds that began, in words; those to come, with their fields.
    begun: Vec<String>,
    rounds: Vec<(String, bool, Vec<Field>)>,
}

pub fn ask(call: &Call<'_>) -> Outcome {
    let id: ProgrammeId = call.id("id")?;
    let asked = match ask_correction(&call.context(), id) {
        // It is over meanwhile: its page says so.
        Err(AppError::Refused(_)) => return see(paths::programmes::programme(id)),
        asked => asked?,
    };
    page(&form(call, &asked, &|name| before(&asked, name), &FieldErrors::new()))
}

pub fn correct(call: &Call<'_>) -> Outcome {
    let id: ProgrammeId = call.id("id")?;
    let asked = ask_correction(&call.context(), id)?;
    let sent = |name: &str| call.form.get(name).to_owned();
    let form_sent = ProgrammeForm {
        title: call.form.get("title"),
        goal: call.form.get("goal"),
        rounds: sent_rounds(call),
    };
    after_form(
        correct_programme(&call.context(), id, &form_sent),
        |()| {
            call.state.known.changed();
            see(paths::programmes::programme(id).asking("done", "corrected"))
        },
        |errors| form_again(&form(call, &asked, &sent, &errors)),
    )
}

/// The rounds as they were sent, by their place.
pub(super) fn sent_rounds<'c>(call: &'c Call<'_>) -> Vec<RoundForm<'c>> {
    let round = |place: usize| {
        let get = |name: &str| call.form.get(&format!("{place}-{name}"));
        let calendar = CalendarForm {
            opens_on: get("opens_on"),
            plans_due_on: get("plans_due_on"),
            ends_on: get("ends_on"),
        };
        RoundForm { topic: get("topic"), calendar }
    };
    (0..MOST_ROUNDS).map(round).collect()
}

/// What stands in a field before anything was sent.
fn before(asked: &CorrectionAsked, name: &str) -> String {
    let round = |name: &str| -> Option<String> {
        let (place, what) = name.split_once('-')?;
        let round = asked.rounds.get(place.parse::<usize>().ok()?)?;
        Some(match what {
            "topic" => round.topic.clone(),
            "opens_on" => round.opens_on.to_string(),
            "plans_due_on" => round.plans_due_on.to_string(),
            _ => round.ends_on.to_string(),
        })
    };
    match name {
        "title" => asked.programme.title.clone(),
        "goal" => asked.programme.goal.clone(),
        name => round(name).unwrap_or_default(),
    }
}

fn form(
    call: &Call<'_>,
    asked: &CorrectionAsked,
    answer: &dyn Fn(&str) -> String,
    errors: &FieldErrors,
) -> CorrectPage {
    let tr = call.tr;
    let error = |name: &str| call.fault(errors, name);
    let named = asked.name_bar.is_none();
    let head = vec![
        Field::line("title", tr.programme_title()).value(answer("title")).error(error("title")),
        Field::new("goal", tr.programme_goal(), Control::Lines(4))
            .help(tr.programme_goal_help())
            .value(answer("goal"))
            .error(error("goal")),
    ];
    let head = if named { head } else { Vec::new() };
    let said = |place: &usize| OF_ROUND.iter().any(|name| !answer(&format!("{place}-{name}")).is_empty());
    let last = (0..MOST_ROUNDS).rev().find(said).map_or(0, |last| last + 1);
    let there = asked.rounds.len();
    let shown = last.max(there).saturating_add(1).min(MOST_ROUNDS.max(there));
    let rounds: Vec<_> = (0..shown)
        .filter(|place| *place >= there || asked.is_open(*place))
        .map(|place| {
            let fields = round_fields(call, place, asked.above.get(place), answer, errors);
            (tr.programme_round(place + 1), place < last.max(there), fields)
        })
        .collect();
    let begun = asked.rounds.iter().enumerate().filter(|(place, _)| !asked.is_open(*place));
    let begun = begun.map(|(_, round)| tr.round_name(i64::from(round.number), round.topic.as_str()));
    let fields = head.iter().chain(rounds.iter().flat_map(|(_, _, fields)| fields));
    let title = asked.programme.title.as_str();
    CorrectPage {
        shell: call
            .shell(Some(Nav::Rounds), tr.programme_correct())
            .lede(title)
            .crumb(tr.round_list_title(), Some(&paths::programmes::rounds()))
            .crumb(title, Some(&paths::programmes::programme(asked.programme.id))),
        errors: ErrorSummary::of(tr, fields),
        fixed: asked
            .name_bar
            .as_ref()
            .map(|why| Notice::new(Tone::Loading, tr.programme_name_fixed()).text(call.words(why))),
        action: paths::programmes::programme_correct(asked.programme.id),
        why: tr.programme_correct_why().into_owned(),
        begun: begun.collect(),
        head,
        rounds,
    }
}

/// The fields of a round: its topic and its days, which are no later than those of the superior's round.
pub(super) fn round_fields(
    call: &Call<'_>,
    place: usize,
    limit: Option<&Round>,
    answer: &dyn Fn(&str) -> String,
    errors: &FieldErrors,
) -> Vec<Field> {
    let tr = call.tr;
    let labels = [tr.programme_topic(), tr.round_opens(), tr.round_plans_due(), tr.round_ends()];
    let no_later = |day: Option<Date>| {
        day.filter(|day| binds(*day, call.today)).map(|day| tr.programme_no_later(tr.date_long(day)))
    };
    let limit = limit.filter(|round| round.state.is_running());
    let (due, end) = (limit.map(|round| round.plans_due_on), limit.map(|round| round.ends_on));
    let limits = [None, None, no_later(due), no_later(end)];
    let fields = OF_ROUND.into_iter().zip(labels).zip(limits);
    fields
        .map(|((name, label), limit)| {
            let at = format!("{place}-{name}");
            let control = Control::Line(if name == "topic" { "text" } else { "date" });
            let fault = call.fault(errors, &at);
            let mut field = Field::new(at.clone(), label, control).value(answer(&at)).error(fault);
            if let Some(limit) = limit {
                field = field.help(limit);
            }
            // One round there must be; blank ones at the end are none.
            if place == 0 { field } else { field.optional(tr) }
        })
        .collect()
}
