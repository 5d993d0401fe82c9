//! The list of draws, and the form that freezes a frame.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        moment::moment,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{
        Cell, Choice, Control, Counted, Field, Nav, Notice, Paging, Shell, State, Table, Tone, none_chosen,
    },
    pages::{
        paths,
        shared::{
            burden::call_up,
            of_programme::{kept, list_asked, programmes_listed},
        },
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    draws::{
        draw_freeze::{Freeze, Without, freeze_frame_without},
        draw_show::{DrawBrief, ToFreeze, frames_to_freeze, list_draws},
    },
};
use earnest_model::{
    draws::draw_record::DrawState,
    id::RoundId,
    message::{FieldErrors, Message},
    programmes::{round::Round, standard::plain_share},
};

/// Draws on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/draws/list.html")]
pub(super) struct DrawsPage {
    shell: Shell,
    table: Table,
    paging: Option<Paging>,
    freeze: Option<Vec<Field>>,
    asks: Option<Notice>,
    /// Rounds that are not as far yet, each with what is missing.
    not_yet: Vec<Notice>,
}

pub(super) fn draws(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<DrawsPage, Fault> {
    let tr = call.tr;
    call.query.ask("round");
    let list = list_draws(&call.context(), list_asked(call)?, PAGE)?;
    let open = frames_to_freeze(&call.context(), &call.pack().spot_check_classes)?;
    let asked: Vec<_> =
        open.classes.iter().filter(|class| class.asked).map(|class| class.class.clone()).collect();
    let table = Table::new(tr.draw_list_caption())
        .column(tr.draw_round())
        .column(tr.draw_state())
        .column(tr.draw_organiser())
        .column(tr.draw_frozen_when())
        .numbers(tr.draw_drawn())
        .rows(list.draws.iter().map(|draw| row(call, draw)))
        .or_say(Notice::new(Tone::Empty, tr.draw_none()).text(tr.draw_none_text()));
    let next = list.next.map(|id| kept(call, paths::draws::draws()).asking("before", id));
    let shown = list.draws.len();
    Ok(DrawsPage {
        shell: call
            .shell(Some(Nav::Draws), tr.draw_list_title())
            .lede(tr.draw_list_lede())
            .listed(programmes_listed(call, false)?),
        table,
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
        asks: open.rounds.first().and_then(|(round, _)| call_up(call, round.id, &asked)),
        not_yet: open.not_yet.iter().map(|(round, missing)| not_yet(call, round, missing)).collect(),
        freeze: freeze_fields(call, &open, errors),
    })
}

fn row(call: &Call<'_>, draw: &DrawBrief) -> [Cell; 5] {
    let round = call.tr.draw_round_topic(i64::from(draw.round), draw.topic.as_str());
    [
        Cell::link(round, paths::draws::draw(draw.id)),
        state(call, draw.state).into(),
        draw.organiser.as_str().into(),
        moment(call, &draw.frozen_at).into(),
        match draw.state {
            DrawState::Frozen => call.tr.common_not_yet().into_owned().into(),
            DrawState::Drawn | DrawState::Void => {
                Counted::new(call.tr, &draw.drawn, paths::draws::draw(draw.id)).into()
            }
        },
    ]
}

/// The state of a draw with its sign.
fn state(call: &Call<'_>, state: DrawState) -> State {
    let word = call.word_of(state);
    match state {
        DrawState::Frozen => State::under_way(word),
        DrawState::Drawn => State::done(word),
        DrawState::Void => State::trouble(word),
    }
}

fn not_yet(call: &Call<'_>, round: &Round, missing: &Message) -> Notice {
    let words = call.tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
    Notice::new(Tone::Loading, call.tr.draw_not_yet(words))
        .text(call.words(missing))
        .way(call.tr.round_gates(), paths::programmes::round(round.id))
}

fn freeze_fields(call: &Call<'_>, open: &ToFreeze, errors: &FieldErrors) -> Option<Vec<Field>> {
    let (tr, pack, tag) = (call.tr, call.pack(), call.lang.tag());
    // The desk leads here for a round.
    let asked = call.form.find("round").unwrap_or_else(|| call.query.get("round"));
    let rounds = open.rounds.iter().map(|(round, least)| {
        let words = tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        let words = tr.draw_round_least(plain_share(*least), words);
        Choice::new(round.id.to_string(), words, round.id.to_string() == asked)
    });
    let chosen = open.rounds.iter().find(|(round, _)| round.id.to_string() == asked);
    let least = plain_share(chosen.or(open.rounds.first())?.1);
    let sent = !call.form.0.is_empty();
    let classes = open.classes.iter().map(|class| {
        let key = class.class.as_str();
        let chosen = if sent { call.form.all("classes").any(|sent| sent == key) } else { class.asked };
        Choice::new(key, pack.class_name(key, tag), chosen)
    });
    let rate = call.form.find("rate").map_or(least, str::to_owned);
    let mut fields = vec![
        Field::new("round", tr.draw_round(), none_chosen(&tr.problem_choose(), rounds.collect()))
            .error(call.fault(errors, "round")),
        Field::line("rate", tr.draw_rate())
            .value(rate)
            .help(tr.draw_rate_help())
            .error(call.fault(errors, "rate")),
        Field::new("classes", tr.draw_classes(), Control::Any(classes.collect()))
            .help(tr.draw_classes_help())
            .error(call.fault(errors, "classes")),
    ];
    fields.extend(open.classes.iter().filter(|class| class.asked).map(|class| {
        let name = left_out(&class.class);
        Field::line(name.as_str(), tr.draw_class_left_out(pack.class_name(&class.class, tag)))
            .value(call.form.get(&name))
            .error(call.fault(errors, &name))
            .optional(tr)
    }));
    fields.push(
        Field::new("excluded", tr.draw_exclude(), Control::Lines(3))
            .value(call.form.get("excluded"))
            .help(tr.draw_exclude_help())
            .error(call.fault(errors, "excluded"))
            .optional(tr),
    );
    Some(fields)
}

/// The field with the reason why a class is left out.
fn left_out(class: &str) -> String {
    format!("left-out-{class}")
}

pub(super) fn freeze(call: &Call<'_>) -> Outcome {
    let round = match call.picked::<RoundId>("round") {
        Ok(round) => round,
        Err(AppError::Form(errors)) => return form_again(&page_of(call, &errors)?),
        Err(fault) => return Err(fault.into()),
    };
    let classes: Vec<_> = call.form.all("classes").map(str::to_owned).collect();
    let request = Freeze { round, rate: call.form.get("rate"), classes: &classes };
    let named = &call.pack().spot_check_classes;
    let offered = frames_to_freeze(&call.context(), named)?.classes;
    let reasons: Vec<_> = offered
        .into_iter()
        .map(|class| {
            let reason = call.form.get(&left_out(&class.class)).to_owned();
            (class.class, reason)
        })
        .collect();
    let without = Without { named, units: call.form.get("excluded"), classes: &reasons };
    after_form(
        freeze_frame_without(&call.context(), &request, &without),
        |id| see(paths::draws::draw(id)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
