//! A look-back by lot in its three acts, and the share that stayed closed.

use super::files::file_name;
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
    ledger::look_backs::{
        look_back_run::run_look_back,
        look_back_show::{LookBackShown, StayedClosed, Stratum, show_look_back},
        look_back_void::void_look_back,
    },
};
use earnest_model::{
    draws::draw_record::Thrown,
    figures::count::{Count, Listed},
    id::LookBackDrawId,
    ledger::look_backs::look_back::{LookBackItem, LookBackState, Strata},
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/ledger/look_backs/show.html")]
pub(super) struct LookBackPage {
    shell: Shell,
    draw: Certified,
    headline: Option<String>,
    rows: String,
    result: Table,
    strata: Vec<(String, Table)>,
}

pub(super) fn draw(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

/// The share that stayed closed, in a sentence with its interval and its n of N.
pub fn share_words(call: &Call<'_>, share: &StayedClosed) -> String {
    let tr = call.tr;
    if share.looked == 0 {
        return tr.look_back_not_yet(share.drawn, share.frame);
    }
    if share.looked == share.frame {
        return tr.look_back_known(share.held, share.looked);
    }
    let Some(found) = share.share else {
        return tr.look_back_few(share.drawn, share.held, share.looked);
    };
    match found.interval {
        Some((low, high)) => tr.look_back_share(
            share.drawn,
            share.frame,
            high.percent(0),
            share.looked,
            low.percent(0),
            found.estimate.percent(0),
        ),
        None => tr.look_back_share_bare(share.drawn, share.frame, share.looked, found.estimate.percent(0)),
    }
}

fn page_of(call: &Call<'_>, id: LookBackDrawId, errors: &FieldErrors) -> Result<LookBackPage, Fault> {
    let shown = show_look_back(&call.context(), id)?;
    let ways = Ways {
        seed: paths::ledger::look_back_seed(id),
        void: paths::ledger::look_back_void(id),
        certificate: paths::ledger::look_back_certificate(id),
        frame: paths::ledger::look_back_frame(id),
        excluded: String::new(),
    };
    let place = Place { ways, file: file_name(id), manages: shown.manages };
    let frame: usize = shown.strata.iter().map(|stratum| stratum.frame).sum();
    Ok(LookBackPage {
        shell: shell(call, &shown, frame).imprint(imprint(call, Published::LookBack(id))?),
        draw: Certified::of(call, &shown.draw.public, place, errors),
        headline: shown.share.as_ref().map(|share| share_words(call, share)),
        rows: call.tr.look_back_rows(frame),
        result: result(call, &shown),
        strata: shown
            .strata
            .iter()
            .filter(|stratum| !stratum.items.is_empty())
            .map(|stratum| all(call, &shown, stratum))
            .collect(),
    })
}

fn shell(call: &Call<'_>, shown: &LookBackShown, frame: usize) -> Shell {
    let tr = call.tr;
    let drawn: usize = shown.strata.iter().map(|stratum| stratum.items.len()).sum();
    let title = if shown.draw.public.seed.is_some() {
        tr.look_back_title_drawn(drawn, frame)
    } else {
        tr.look_back_title_frozen(frame)
    };
    let mut shell = call
        .shell(Some(Nav::Draws), title)
        .lede(tr.look_back_draw_lede(shown.draw.public.rate.share()))
        .crumb(tr.look_back_title(), Some(&paths::ledger::look_backs()))
        .crumb(shown.organiser.as_str(), None)
        .projector();
    if let Some(reason) = &shown.draw.public.void_reason {
        shell = shell.notice(Notice::new(Tone::Error, tr.draw_void_notice()).text(reason.as_str()));
    }
    shell
}

/// A stratum in words: a class or an aspect of the pack.
fn stratum_name(call: &Call<'_>, shown: &LookBackShown, key: &str) -> String {
    let (pack, tag) = (call.pack(), call.lang.tag());
    match shown.draw.strata {
        Strata::Class => pack.class_name(key, tag),
        Strata::Aspect => pack.aspect_name(key, tag),
    }
    .to_owned()
}

fn result(call: &Call<'_>, shown: &LookBackShown) -> Table {
    let tr = call.tr;
    let those = |stratum: &Stratum, state| Count::of_those(&stratum.items, |item| item.state == state);
    let made = shown.draw.public.seed.is_some();
    let said = |count: Count<Listed>| match made {
        true => Cell::from(Counted::beside(tr, &count)),
        false => tr.common_not_yet().into_owned().into(),
    };
    let rows = shown.strata.iter().map(|stratum| {
        let (held, reopened) = (those(stratum, LookBackState::Held), those(stratum, LookBackState::Reopened));
        [
            Cell::from(stratum_name(call, shown, &stratum.key)),
            Amount::as_published(tr, stratum.frame).into(),
            Amount::asked(tr, stratum.quota).into(),
            said(Count::of(&stratum.items)),
            said(held),
            said(reopened),
        ]
    });
    Table::new(tr.look_back_result())
        .column(call.word_of(shown.draw.strata))
        .numbers(tr.look_back_closed())
        .numbers(tr.draw_quota(shown.draw.public.rate.share()))
        .numbers(tr.draw_drawn())
        .numbers(tr.look_back_held())
        .numbers(tr.look_back_reopened())
        .rows(rows)
}

/// All measures of a stratum in the order of their tickets.
fn all(call: &Call<'_>, shown: &LookBackShown, stratum: &Stratum) -> (String, Table) {
    let tr = call.tr;
    let name = stratum_name(call, shown, &stratum.key);
    let serial = |item: &LookBackItem| {
        if shown.opens {
            Cell::link(item.serial.as_str(), paths::ledger::measure(item.measure))
        } else {
            Cell::Text(item.serial.clone())
        }
    };
    let rows = stratum.items.iter().map(|item| {
        let ticket: String = item.ticket.chars().take(22).collect();
        [
            serial(item),
            Cell::Text(item.unit.clone()),
            Amount::place(tr, item.place).into(),
            format!("{ticket}…").into(),
            state(call, item.state).into(),
        ]
    });
    let table = Table::new(tr.look_back_all_caption(name.as_str()))
        .column(tr.look_back_serial())
        .column(tr.draw_unit())
        .numbers(tr.draw_place())
        .column(tr.draw_ticket())
        .column(tr.look_back_found())
        .rows(rows);
    (tr.look_back_all_of(stratum.items.len(), name), table)
}

fn state(call: &Call<'_>, state: LookBackState) -> State {
    let word = call.word_of(state);
    match state {
        LookBackState::Drawn => State::under_way(word),
        LookBackState::Held => State::done(word),
        LookBackState::Reopened | LookBackState::Void => State::trouble(word),
    }
}

pub(super) fn seed(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let thrown = Thrown { digits: call.form.get("seed"), origin: call.form.get("origin") };
    back(call, id, run_look_back(&call.context(), id, &thrown).map(|_| ()))
}

pub(super) fn void(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    back(call, id, void_look_back(&call.context(), id, call.form.get("reason")))
}

/// Back to the draw; with the faults at their fields if there are any.
fn back(call: &Call<'_>, id: LookBackDrawId, end: Result<(), AppError>) -> Outcome {
    after_form(end, |()| see(paths::ledger::look_back(id)), |errors| form_again(&page_of(call, id, &errors)?))
}
