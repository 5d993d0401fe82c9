//! The trace of an estimate: exactly the drawn units behind it.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::{choose_round::whose, score::score},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::estimates_show::{Behind, SampledUnit, units_behind},
};
use earnest_model::{id::RoundId, programmes::standard::Standard};

#[derive(Template)]
#[template(path = "pages/assessing/estimates/units.html")]
struct Page {
    shell: Shell,
    table: Table,
}

/// Lists them.
pub fn units(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let round: RoundId = call.asked("round")?.ok_or(AppError::NotFound)?;
    let class = call.query.find("class");
    let code = call.query.get("unit");
    let Behind { round, organiser, programme, unit, drawn, standard } =
        units_behind(&call.context(), round, code, class)?;
    let standard = standard.as_ref().map(|published| &published.standard);
    let rated = drawn.iter().filter(|unit| unit.rating.is_some()).count();
    let back = paths::assessing::estimates().asking("round", round.id).asking("unit", &unit.code);
    let table = Table::new(tr.estimate_units_caption())
        .column(tr.rating_unit())
        .column(tr.estimate_class())
        .numbers(tr.rating_score())
        .column(tr.rating_grade())
        .rows(drawn.iter().map(|unit| row(call, standard, unit)))
        .or_say(Notice::new(Tone::Empty, tr.estimate_units_none()));
    let of = [
        whose(call, &organiser, programme.as_ref()),
        tr.draw_round_topic(i64::from(round.number), round.topic.as_str()),
        tr.estimate_units_lede(unit.name.as_str(), drawn.len(), rated),
    ];
    let shell = call
        .shell_of_list(Some(Nav::Observations), tr.estimate_units_title())
        .lede(of.join(" · "))
        .crumb(tr.estimate_title(), Some(&back));
    if let Some(file) = call.file(&shell, ("estimated-units", false), [&table])? {
        return Ok(file);
    }
    page(&Page { shell, table })
}

fn row(call: &Call<'_>, standard: Option<&Standard>, unit: &SampledUnit) -> [Cell; 4] {
    let tag = call.lang.tag();
    let class = call.pack().class_name(&unit.class, tag).to_owned();
    match &unit.rating {
        Some(rating) => {
            let grade = standard.and_then(|standard| standard.grade_named(&rating.grade));
            let word = grade.map_or(rating.grade.as_str(), |grade| grade.name.get(tag)).to_owned();
            let href = paths::assessing::rating(rating.id);
            [Cell::link(unit.name.as_str(), href), class.into(), score(rating.score).into(), word.into()]
        }
        None => {
            let dash = || Cell::NotYet(call.tr.common_not_yet().into_owned());
            let href = paths::units::unit(&unit.code);
            [
                Cell::link(unit.name.as_str(), href),
                class.into(),
                dash(),
                call.tr.estimate_not_rated().into_owned().into(),
            ]
        }
    }
}
