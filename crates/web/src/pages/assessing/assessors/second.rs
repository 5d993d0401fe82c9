//! What is marked twice: the rule, the lot with its certificate, the sheets that were asked for.

use crate::{
    frame::{address::Asking, call::Call, moment::moment, reply::Outcome},
    look::{Cell, Field, Notice, State, Table, Tone},
    pages::{journal::certificate_file, paths, shared::score::score},
};
use earnest_app::{
    anchor::standing::Published,
    assessing::assessors_show::{Second, SecondMark, second_certificate},
};
use earnest_model::{
    assessing::{
        rating::spread,
        second_mark::{SecondReason, asks_for_third},
    },
    fraction::Fraction,
    id::RoundId,
    message::FieldErrors,
    programmes::standard::DoubleMarking,
};

/// What is shown of it.
pub(super) struct Shown {
    /// The rule of the standard, or that it has none.
    pub(super) rule: String,
    /// When and with which seed the lot was drawn, and where its certificate is.
    pub(super) lot: Option<(String, String)>,
    /// The sheets that were asked for.
    pub(super) table: Option<Table>,
    /// Where the seed is sent, and the field for it.
    pub(super) form: Option<(String, Field)>,
}

pub(super) fn shown(call: &Call<'_>, round: RoundId, second: &Second, errors: &FieldErrors) -> Shown {
    let tr = call.tr;
    let rule = second.rule.as_ref().map_or_else(
        || tr.second_no_rule().into_owned(),
        |rule| tr.standard_twice(rule.spread_limit.rounded(0), rule.share.share()),
    );
    let lot = second.lot.as_ref().map(|lot| {
        let words = tr.second_lot(lot.seed.as_str(), moment(call, &lot.drawn_at));
        (words, paths::assessing::second_marks_certificate(round))
    });
    let form = second.may_draw.then(|| {
        let field = Field::line("seed", tr.draw_seed())
            .value(call.form.get("seed"))
            .help(tr.second_seed_help())
            .error(call.fault(errors, "seed"));
        (paths::assessing::second_marks().asking("round", round), field)
    });
    let table = (second.lot.is_some() || !second.marks.is_empty()).then(|| table(call, second));
    Shown { rule, lot, table, form }
}

fn table(call: &Call<'_>, second: &Second) -> Table {
    let tr = call.tr;
    Table::new(tr.second_caption())
        .column(tr.rating_unit())
        .column(tr.second_who())
        .column(tr.second_why())
        .column(tr.second_state())
        .column(tr.second_scores())
        .numbers(tr.rating_spread())
        .rows(second.marks.iter().map(|(mark, scores)| row(call, second.rule.as_ref(), mark, scores)))
        .or_say(Notice::new(Tone::Empty, tr.second_none()))
}

fn row(call: &Call<'_>, rule: Option<&DoubleMarking>, mark: &SecondMark, scores: &[Fraction]) -> [Cell; 6] {
    let tr = call.tr;
    let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
    let state = match mark.sheet {
        Some(sheet) => Cell::link(tr.second_done(), paths::assessing::sheet(sheet)),
        None => State::under_way(tr.second_owed()).into(),
    };
    // A third sheet answers a spread; without one it stays a question to the office.
    let wide = mark.reason == SecondReason::Lot && rule.is_some_and(|rule| asks_for_third(scores, rule));
    let spread = spread(scores).map_or_else(dash, |spread| {
        if wide { State::trouble(score(spread)).into() } else { score(spread).into() }
    });
    let each: Vec<_> = scores.iter().map(|of| score(*of)).collect();
    [
        Cell::link(mark.name.as_str(), paths::units::unit(&mark.code)),
        mark.assessor.as_str().into(),
        call.word_of(mark.reason).into(),
        state,
        if each.is_empty() { dash() } else { each.join(" · ").into() },
        spread,
    ]
}

pub(super) fn certificate(call: &Call<'_>) -> Outcome {
    let round: RoundId = call.id("id")?;
    let (draw, certificate) = second_certificate(&call.context(), round)?;
    let name = format!("second-marks-{round}.json");
    certificate_file(call, Published::SecondLot(draw), (name, certificate))
}
