//! A draw in its three acts, for the wall, for paper and for whoever checks it.

use super::{
    after::{self, After, Lot},
    files::file_name,
};
use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Amount, Cell, Counted, Nav, Notice, Shell, State, Table, Tone},
    pages::{
        journal::imprint,
        paths,
        shared::certified::{Certified, Place, Ways},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    anchor::standing::Published,
    draws::{
        assessors_draw::draw_assessors,
        call_up::{Call as CallUp, call_up_materials},
        draw_replace::replace_check,
        draw_run::run_draw,
        draw_show::{DrawClass, DrawShown, DrawnUnit, show_draw},
        draw_void::void_draw,
    },
};
use earnest_model::figures::count::Count;
use earnest_model::{
    Date, assessing::spot_check::SpotCheckState, draws::draw_record::Thrown, id::DrawId,
    message::FieldErrors, paper::PaperKind,
};

/// How many of a class stand in the table of results; all of them stand below it.
const FIRST: usize = 3;

#[derive(Template)]
#[template(path = "pages/draws/show.html")]
pub(super) struct DrawPage {
    pub(super) shell: Shell,
    pub(super) draw: Certified,
    pub(super) rows: String,
    pub(super) result: Table,
    pub(super) strata: Vec<(String, Table)>,
    pub(super) lots: Vec<Lot>,
    id: DrawId,
    after: After,
    /// What is called up, for whoever calls it up.
    pub(super) called: Option<Table>,
}

pub(super) fn draw(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

/// The page as it is read, the day of its last act and its key.
pub(super) fn read(call: &Call<'_>) -> Result<(DrawPage, Date, DrawId), Fault> {
    let id = call.id("id")?;
    let public = show_draw(&call.context(), id)?.draw.public;
    let at = public.drawn_at.as_ref().unwrap_or(&public.frozen_at);
    let day = at.parse().map_or(call.today, |at| call.zone().day(at));
    Ok((page_of(call, id, &FieldErrors::new())?, day, id))
}

fn page_of(call: &Call<'_>, id: DrawId, errors: &FieldErrors) -> Result<DrawPage, Fault> {
    let shown = show_draw(&call.context(), id)?;
    let ways = Ways {
        seed: paths::draws::seed(id),
        void: paths::draws::void(id),
        certificate: paths::draws::certificate(id),
        frame: paths::draws::frame(id),
        excluded: paths::draws::excluded(id),
    };
    let place = Place { ways, file: file_name(id), manages: shown.manages };
    let hash = |text: &String| earnest_model::event::sha256_hex(text.as_bytes());
    let left_out = after::excluded(call, &shown).zip(shown.draw.exclusions.as_ref().map(hash));
    Ok(DrawPage {
        shell: shell(call, &shown).imprint(imprint(call, Published::Draw(id))?),
        draw: Certified { left_out, ..Certified::of(call, &shown.draw.public, place, errors) },
        rows: call.tr.draw_frame_rows(shown.frame()),
        result: result(call, &shown),
        strata: shown
            .classes
            .iter()
            .filter(|class| !class.units.is_empty())
            .map(|class| all(call, class))
            .collect(),
        id,
        lots: after::lots(call, &shown)?,
        after: after::forms(call, &shown, errors),
        called: after::call_ups(call, &shown),
    })
}

fn shell(call: &Call<'_>, shown: &DrawShown) -> Shell {
    let tr = call.tr;
    let number = i64::from(shown.round.number);
    let title = if shown.draw.public.seed.is_some() {
        tr.draw_title_drawn(shown.drawn(), shown.frame(), number)
    } else {
        tr.draw_title_frozen(shown.frame(), number)
    };
    let mut shell = call
        .shell_of_paper(PaperKind::DrawRecord, Some(Nav::Draws), title, &paths::draws::draw(shown.draw.id))
        .lede(format!(
            "{} · {} · {}",
            shown.organiser,
            shown.programme,
            tr.draw_lede(shown.draw.public.rate.share())
        ))
        .crumb(shown.organiser.as_str(), None)
        .crumb(tr.draw_round_topic(number, shown.round.topic.as_str()), Some(&paths::draws::draws()))
        .projector();
    if let Some(reason) = &shown.draw.public.void_reason {
        shell = shell.notice(Notice::new(Tone::Error, tr.draw_void_notice()).text(reason.as_str()));
    }
    shell
}

fn result(call: &Call<'_>, shown: &DrawShown) -> Table {
    let (tr, pack, tag) = (call.tr, call.pack(), call.lang.tag());
    let rows = shown.classes.iter().map(|class| {
        let first: Vec<_> =
            class.units.iter().filter(|unit| unit.unfit.is_none()).take(FIRST).map(short).collect();
        let drawn = if shown.draw.public.seed.is_some() {
            Counted::beside(tr, &Count::of_those(&class.units, |unit| unit.unfit.is_none()))
                .words()
                .to_owned()
        } else {
            tr.common_not_yet().into_owned()
        };
        [
            Cell::from(pack.class_name(&class.class, tag)),
            frame_cell(call, shown, class),
            Amount::asked(tr, class.quota).into(),
            drawn.into(),
            if first.is_empty() {
                tr.common_not_yet().into_owned().into()
            } else {
                first.join(" · ").into()
            },
        ]
    });
    Table::new(tr.draw_result_caption())
        .column(tr.draw_class())
        .numbers(tr.draw_frame_count())
        .numbers(tr.draw_quota(shown.draw.public.rate.share()))
        .numbers(tr.draw_drawn())
        .column(tr.draw_first(FIRST))
        .rows(rows)
}

/// A unit with the beginning of its ticket.
fn short(unit: &DrawnUnit) -> String {
    let ticket: String = unit.ticket.chars().take(8).collect();
    format!("{} {ticket}…", unit.name)
}

/// All units of a class in the order of their tickets.
fn all(call: &Call<'_>, class: &DrawClass) -> (String, Table) {
    let tr = call.tr;
    let name = call.pack().class_name(&class.class, call.lang.tag());
    let rows = class.units.iter().map(|unit| {
        let ticket: String = unit.ticket.chars().take(22).collect();
        [
            Cell::Noted(unit.name.clone(), unit.code.clone()),
            Amount::place(tr, unit.place).into(),
            format!("{ticket}…").into(),
            check_cell(call, class, unit),
        ]
    });
    let table = Table::new(tr.draw_all_caption(name))
        .column(tr.draw_unit())
        .numbers(tr.draw_place())
        .column(tr.draw_ticket())
        .column(tr.draw_materials())
        .rows(rows);
    (tr.draw_all_of(name, class.units.len()), table)
}

/// How many units of a class are in the frame, and how many were left out of it.
fn frame_cell(call: &Call<'_>, shown: &DrawShown, class: &DrawClass) -> Cell {
    let out = shown.excluded.iter().filter(|unit| unit.class == class.class).count();
    let count = String::from(Amount::as_published(call.tr, class.frame));
    if out == 0 { count.into() } else { Cell::Noted(count, call.tr.draw_left_out(out)) }
}

/// How a drawn unit stands: replaced, with the reason; in the place of another; or how far its check has come.
fn check_cell(call: &Call<'_>, class: &DrawClass, unit: &DrawnUnit) -> Cell {
    if let Some(reason) = &unit.unfit {
        return State::trouble(call.tr.draw_replaced(reason.as_str())).into();
    }
    let replaced = class.units.iter().find(|other| Some(other.id) == unit.replaces);
    match replaced {
        Some(other) => {
            let word = call.word_of(unit.state);
            Cell::Noted(word, call.tr.draw_in_place_of(other.name.as_str()))
        }
        None => check_state(call, unit.state).into(),
    }
}

fn check_state(call: &Call<'_>, state: SpotCheckState) -> State {
    let word = call.word_of(state);
    match state {
        SpotCheckState::Drawn => State::under_way(word),
        SpotCheckState::Assessed => State::done(word),
        SpotCheckState::Void => State::trouble(word),
    }
}

pub(super) fn seed(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let thrown = Thrown { digits: call.form.get("seed"), origin: call.form.get("origin") };
    let run = run_draw(&call.context(), id, &thrown).map(|_| ());
    back(call, id, run)
}

pub(super) fn void(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let done = void_draw(&call.context(), id, call.form.get("reason"));
    back(call, id, done)
}

/// Back to the draw; with the faults at their fields if there are any.
fn back(call: &Call<'_>, id: DrawId, end: Result<(), AppError>) -> Outcome {
    after_form(end, |()| see(paths::draws::draw(id)), |errors| form_again(&page_of(call, id, &errors)?))
}

pub(super) fn replace(call: &Call<'_>) -> Outcome {
    let id: DrawId = call.id("id")?;
    if call.form.get("check").is_empty() && !show_draw(&call.context(), id)?.manages {
        return Err(AppError::NotFound.into());
    }
    let replaced = call
        .picked("check")
        .and_then(|check| replace_check(&call.context(), check, call.form.get("why")).map(|_| ()));
    back(call, id, replaced)
}

pub(super) fn call_up(call: &Call<'_>) -> Outcome {
    let draw: DrawId = call.id("id")?;
    let kinds = call.form.all("kinds").collect();
    let request = CallUp { draw, kinds, due_on: call.form.get("due_on") };
    back(call, draw, call_up_materials(&call.context(), &request).map(|_| ()))
}

pub(super) fn assessors(call: &Call<'_>) -> Outcome {
    let id: DrawId = call.id("id")?;
    back(call, id, draw_assessors(&call.context(), id, call.form.get("assessor_seed")).map(|_| ()))
}
