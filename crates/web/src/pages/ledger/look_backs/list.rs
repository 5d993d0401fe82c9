//! The list of look-backs by lot, and the form that freezes a frame.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        moment::moment,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{
        Cell, Choice, Control, ErrorSummary, Field, Nav, Notice, Paging, Shell, State, Table, Tone,
        none_chosen,
    },
    pages::paths,
};
use askama::Template;
use earnest_app::ledger::look_backs::{
    look_back_freeze::{FreezeClosed, freeze_closed},
    look_back_show::{LookBackList, list_look_backs},
};
use earnest_model::{
    draws::draw_record::DrawState,
    fraction::plain_share,
    ledger::look_backs::look_back::{LEAST_LOOKED_AT, LookBackDraw, Strata, USUAL_RATE},
    message::FieldErrors,
};

/// Draws on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/ledger/look_backs/list.html")]
pub(super) struct LookBacksPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    table: Table,
    paging: Option<Paging>,
    freeze: Vec<Field>,
}

pub(super) fn draws(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<LookBacksPage, Fault> {
    let tr = call.tr;
    let list = list_look_backs(&call.context(), call.asked("before")?, PAGE)?;
    let table = Table::new(tr.look_back_caption())
        .column(tr.draw_organiser())
        .column(tr.draw_state())
        .column(tr.look_back_strata())
        .column(tr.draw_frozen_when())
        .rows(list.draws.iter().map(|(draw, organiser)| row(call, draw, organiser)))
        .or_say(Notice::new(Tone::Empty, tr.look_back_none()).text(tr.look_back_none_text()));
    let next = list.next.map(|id| paths::ledger::look_backs().asking("before", id));
    let shown = list.draws.len();
    let freeze = freeze_fields(call, &list, errors);
    Ok(LookBacksPage {
        shell: call
            .shell(Some(Nav::Draws), tr.look_back_title())
            .lede(tr.look_back_lede())
            .crumb(tr.draw_list_title(), Some(&paths::draws::draws())),
        errors: ErrorSummary::of(tr, &freeze),
        table,
        paging: next.is_some().then(|| Paging::of_more(tr, shown).next(next)),
        freeze,
    })
}

fn row(call: &Call<'_>, draw: &LookBackDraw, organiser: &str) -> [Cell; 4] {
    let word = call.word_of(draw.public.state);
    let state = match draw.public.state {
        DrawState::Frozen => State::under_way(word),
        DrawState::Drawn => State::done(word),
        DrawState::Void => State::trouble(word),
    };
    [
        Cell::link(organiser, paths::ledger::look_back(draw.id)),
        state.into(),
        call.word_of(draw.strata).into(),
        moment(call, &draw.public.frozen_at).into(),
    ]
}

fn freeze_fields(call: &Call<'_>, list: &LookBackList, errors: &FieldErrors) -> Vec<Field> {
    if list.may_freeze.is_empty() {
        return Vec::new();
    }
    let tr = call.tr;
    let asked = call.form.get("unit");
    let units = list.may_freeze.iter().map(|(code, name)| Choice::new(code, name, code == asked));
    let chosen = Strata::parse(call.form.get("strata")).unwrap_or(Strata::Class);
    let strata = Strata::ALL.iter().map(|one| Choice::new(one.key(), call.word_of(one), *one == chosen));
    vec![
        Field::new("unit", tr.draw_organiser(), none_chosen(&tr.problem_choose(), units.collect()))
            .error(call.fault(errors, "unit")),
        Field::line("rate", tr.look_back_rate())
            .value(call.form.find("rate").map_or_else(|| plain_share(USUAL_RATE), str::to_owned))
            .help(tr.look_back_rate_help(plain_share(LEAST_LOOKED_AT), plain_share(USUAL_RATE)))
            .error(call.fault(errors, "rate")),
        Field::new("strata", tr.look_back_strata(), Control::One(strata.collect()))
            .error(call.fault(errors, "strata")),
    ]
}

pub(super) fn freeze(call: &Call<'_>) -> Outcome {
    let form = call.form;
    let asked =
        FreezeClosed { organiser: form.get("unit"), rate: form.get("rate"), strata: form.get("strata") };
    after_form(
        call.picked::<String>("unit").and_then(|_| freeze_closed(&call.context(), &asked)),
        |id| see(paths::ledger::look_back(id)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
