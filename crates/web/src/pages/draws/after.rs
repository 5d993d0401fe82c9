//! What follows a draw: replacements, call-ups, and the lot of who assesses first.

use crate::{
    frame::{call::Call, moment},
    look::{Cell, Choice, Control, Field, State, Table, none_chosen},
    pages::paths,
};
use earnest_app::{
    AppError,
    draws::{
        assessors_draw::{AssessorLot, assessor_lots},
        draw_show::{CallUpLine, DrawShown},
    },
};
use earnest_model::{
    assessing::spot_check::SpotCheckState,
    draws::{
        call_up::{CallUpStanding, MaterialKind, minutes_asked},
        draw_record::DrawState,
    },
    message::FieldErrors,
};

/// A lot of assessors, as everybody sees it.
pub(super) struct Lot {
    pub(super) when: String,
    pub(super) seed: String,
    pub(super) href: String,
}

/// The forms of an office after the draw; nothing for everybody else.
#[derive(Default)]
pub(super) struct After {
    pub(super) replace: Vec<Field>,
    pub(super) call_up: Vec<Field>,
    pub(super) assessors: Option<Field>,
}

/// What is called up from whom, and who answered: before the day is past, too. For those who read what is found out about these units.
pub(super) fn call_ups(call: &Call<'_>, shown: &DrawShown) -> Option<Table> {
    if shown.call_ups.is_empty() {
        return None;
    }
    let tr = call.tr;
    let rows = shown.call_ups.iter().map(|line| {
        let asked: Vec<_> = line.kinds.iter().map(|kind| call.word_of(kind)).collect();
        [
            Cell::Noted(line.name.clone(), line.code.clone()),
            asked.join(&*tr.circular_comma()).into(),
            tr.date_words(line.due_on).into(),
            Cell::StateLink(answered(call, line), paths::draws::call_up(line.check)),
        ]
    });
    let table = Table::new(tr.call_up_list())
        .column(tr.draw_unit())
        .column(tr.call_up_kinds())
        .column(tr.call_up_due())
        .column(tr.call_up_answer());
    Some(table.rows(rows))
}

/// How a call-up stands.
fn answered(call: &Call<'_>, line: &CallUpLine) -> State {
    let tr = call.tr;
    let answer = line.answer.as_ref();
    let asked = answer.map_or(0, |answer| answer.len());
    let there = answer.map_or(0, |answer| answer.values().filter(|place| place.is_some()).count());
    match CallUpStanding::of(&line.kinds, line.due_on, line.first_on, call.today) {
        CallUpStanding::InTime(on) => State::done(tr.call_up_answered_on(asked, tr.date_words(on), there)),
        CallUpStanding::Late(on, days) => {
            State::trouble(tr.call_up_answered_late(asked, tr.date_words(on), days, there))
        }
        other => standing(call, other),
    }
}

/// How a call-up stands, without what was answered.
pub(super) fn standing(call: &Call<'_>, standing: CallUpStanding) -> State {
    let tr = call.tr;
    match standing {
        CallUpStanding::NothingAsked => State::done(tr.call_up_nothing_asked()),
        CallUpStanding::Awaited => State::under_way(tr.call_up_awaited()),
        CallUpStanding::Silent(days) => State::trouble(tr.call_up_silent(days)),
        CallUpStanding::InTime(on) => State::done(tr.call_up_in_time(tr.date_words(on))),
        CallUpStanding::Late(on, days) => State::trouble(tr.call_up_late(tr.date_words(on), days)),
    }
}

pub(super) fn lots(call: &Call<'_>, shown: &DrawShown) -> Result<Vec<Lot>, AppError> {
    if shown.draw.public.state != DrawState::Drawn {
        return Ok(Vec::new());
    }
    let lots = assessor_lots(&call.context(), shown.draw.id)?;
    let lot = |lot: &AssessorLot| Lot {
        when: moment::moment(call, &lot.drawn_at),
        seed: lot.seed.clone(),
        href: paths::draws::assessors_lot(shown.draw.id, lot.id),
    };
    Ok(lots.iter().map(lot).collect())
}

pub(super) fn forms(call: &Call<'_>, shown: &DrawShown, errors: &FieldErrors) -> After {
    let tr = call.tr;
    let open: Vec<_> = shown
        .classes
        .iter()
        .flat_map(|class| &class.units)
        .filter(|unit| unit.state == SpotCheckState::Drawn)
        .collect();
    if !shown.manages || shown.draw.public.state != DrawState::Drawn || open.is_empty() {
        return After::default();
    }
    let asked = call.form.get("check");
    let units = open.iter().map(|unit| {
        let id = unit.id.to_string();
        Choice::new(id.as_str(), format!("{} {}", unit.name, unit.code), id == asked)
    });
    let sent = call.form.find("due_on").is_some();
    let kinds = MaterialKind::ALL.iter().map(|kind| {
        let words = call.word_of(kind);
        let minutes = minutes_asked(&[*kind]);
        let words = if minutes == 0 {
            tr.call_up_kind_here(words)
        } else {
            tr.call_up_kind(words, i64::from(minutes))
        };
        let chosen =
            if sent { call.form.all("kinds").any(|one| one == kind.key()) } else { kind.in_register() };
        Choice::new(kind.key(), words, chosen)
    });
    After {
        replace: vec![
            Field::new("check", tr.draw_replace_unit(), none_chosen(&tr.problem_choose(), units.collect()))
                .error(call.fault(errors, "check")),
            Field::line("why", tr.draw_replace_why())
                .value(call.form.get("why"))
                .help(tr.draw_replace_why_help())
                .error(call.fault(errors, "why")),
        ],
        call_up: vec![
            Field::new("kinds", tr.call_up_kinds(), Control::Any(kinds.collect()))
                .help(tr.call_up_kinds_help())
                .error(call.fault(errors, "kinds")),
            Field::new("due_on", tr.call_up_due(), Control::Line("date"))
                .value(call.form.get("due_on"))
                .error(call.fault(errors, "due_on")),
        ],
        assessors: Some(
            Field::line("assessor_seed", tr.draw_assessors_seed())
                .value(call.form.get("assessor_seed"))
                .help(tr.draw_assessors_seed_help())
                .error(call.fault(errors, "assessor_seed")),
        ),
    }
}

/// Units that were left out of the frame, with the reason.
pub(super) fn excluded(call: &Call<'_>, shown: &DrawShown) -> Option<Table> {
    if shown.excluded.is_empty() {
        return None;
    }
    let (tr, pack, tag) = (call.tr, call.pack(), call.lang.tag());
    let rows = shown.excluded.iter().map(|unit| {
        [
            if unit.is_class() {
                Cell::from(&*tr.draw_excluded_class())
            } else {
                Cell::Noted(unit.name.clone(), unit.code.clone())
            },
            pack.class_name(&unit.class, tag).into(),
            unit.reason.as_str().into(),
        ]
    });
    let table = Table::new(tr.draw_excluded_caption())
        .column(tr.draw_unit())
        .column(tr.draw_class())
        .column(tr.draw_excluded_reason());
    Some(table.rows(rows))
}
