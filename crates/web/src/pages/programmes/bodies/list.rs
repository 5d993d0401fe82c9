//! The bodies of a programme with what they cover; the organiser's office names and ends them here.

use super::words::{part, sector_words};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Choice, Control, Counted, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::unit_field::{unit_asked, unit_field},
    },
};
use askama::Template;
use earnest_app::programmes::{
    bodies_show::{BodyLine, show_bodies},
    body_name::{Name, end_body, name_body},
};
use earnest_model::{
    id::{BodyId, ProgrammeId},
    message::FieldErrors,
    permit::NameBody,
    programmes::bodies::{BodyForm, Part},
};

/// A body whose part the office may end: its name, where to, the question.
struct Ending {
    name: String,
    action: String,
    field: Field,
}

#[derive(Template)]
#[template(path = "pages/programmes/bodies/list.html")]
struct BodiesPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    table: Table,
    before: Option<Table>,
    action: Option<String>,
    fields: Vec<Field>,
    endings: Vec<Ending>,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new(), None)?)
}

fn page_of(
    call: &Call<'_>,
    id: ProgrammeId,
    errors: &FieldErrors,
    ended: Option<BodyId>,
) -> Result<BodiesPage, Fault> {
    let tr = call.tr;
    let found = show_bodies(&call.context(), id)?;
    let now = |line: &&BodyLine| line.body.taking.until.is_none_or(|until| call.today <= until);
    let fields = if found.may_name { fields(call, errors, ended.is_some()) } else { Vec::new() };
    let ending = |line: &BodyLine| Ending {
        name: line.body.name.clone(),
        action: paths::programmes::body_end(line.body.id),
        field: Field::new("until", tr.body_until(), Control::Line("date"))
            .value(call.today.to_string())
            .error(errors.at("until").filter(|_| ended == Some(line.body.id)).map(|why| call.words(why))),
    };
    let endings: Vec<Ending> = match found.may_name {
        true => found.lines.iter().filter(now).map(ending).collect(),
        false => Vec::new(),
    };
    let before: Vec<_> = found.lines.iter().filter(|line| !now(line)).collect();
    let mut shell = call
        .shell(Some(Nav::Rounds), tr.body_title())
        .lede(tr.body_lede(found.organiser.name.as_str()))
        .crumb(tr.round_list_title(), Some(&paths::programmes::rounds()))
        .crumb(found.programme.title.as_str(), Some(&paths::programmes::programme(id)));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.body_done()));
    }
    Ok(BodiesPage {
        shell,
        errors: ErrorSummary::of(tr, fields.iter().chain(endings.iter().map(|ending| &ending.field))),
        table: table(call, found.lines.iter().filter(now)),
        before: (!before.is_empty()).then(|| table(call, before.iter().copied())),
        action: found.may_name.then(|| paths::programmes::bodies(id)),
        fields,
        endings,
    })
}

/// Who takes part, as what, for how many units.
fn table<'l>(call: &Call<'_>, lines: impl Iterator<Item = &'l BodyLine>) -> Table {
    let tr = call.tr;
    let rows = lines.map(|line| {
        let body = &line.body;
        let name = match line.opens {
            true => Cell::link(body.name.as_str(), paths::programmes::body(body.id)),
            false => body.name.as_str().into(),
        };
        let until = body.taking.until.map_or(tr.common_not_yet().into_owned(), |day| tr.date_iso(day));
        [
            name,
            part(call, body).into(),
            sector_words(call, body),
            match line.opens {
                true => Counted::new(tr, &line.units, paths::programmes::body(body.id)).into(),
                false => Counted::closed(tr, &line.units).into(),
            },
            tr.date_iso(body.taking.from).into(),
            until.into(),
        ]
    });
    Table::new(tr.body_title())
        .column(tr.body_name())
        .column(tr.body_part())
        .column(tr.body_sector())
        .numbers(tr.body_units())
        .column(tr.body_from())
        .column(tr.body_until())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.body_none()))
}

/// The questions; empty again where something else was sent.
fn fields(call: &Call<'_>, errors: &FieldErrors, other: bool) -> Vec<Field> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let get = |name: &str| if other { "" } else { call.form.get(name) };
    let error = |name: &str| errors.at(name).filter(|_| !other).map(|message| call.words(message));
    let given = get("part");
    let parts = Part::ALL.iter().map(|part| {
        let chosen = given == part.key() || (given.is_empty() && *part == Part::Joining);
        Choice::new(part.key(), call.word_of(part), chosen)
    });
    let ticked: Vec<_> = call.form.all("classes").filter(|_| !other).collect();
    let classes = call.pack().classes.iter().map(|class| {
        Choice::new(class.key.as_str(), class.name.get(tag), ticked.contains(&class.key.as_str()))
    });
    let from = match get("from") {
        "" if call.form.find("from").is_none() || other => call.today.to_string(),
        day => day.to_owned(),
    };
    let none = FieldErrors::new();
    let unit = unit_field(call, if other { &none } else { errors }, ("unit", "unit"), tr.body_unit());
    let unit = unit.help(tr.body_unit_help()).value(get("unit"));
    vec![
        unit,
        Field::new("part", tr.body_part(), Control::One(parts.collect())).error(error("part")),
        Field::new("classes", tr.body_sector(), Control::Any(classes.collect()))
            .help(tr.body_sector_help())
            .error(error("classes")),
        Field::new("from", tr.body_from(), Control::Line("date")).value(from).error(error("from")),
        Field::new("until", tr.body_until(), Control::Line("date"))
            .value(get("until"))
            .error(error("until"))
            .optional(tr),
    ]
}

pub(super) fn name(call: &Call<'_>) -> Outcome {
    let programme = call.id("id")?;
    let classes: Vec<String> = call.pack().classes.iter().map(|class| class.key.clone()).collect();
    let form = BodyForm {
        part: call.form.get("part"),
        classes: call.form.all("classes").collect(),
        from: call.form.get("from"),
        until: call.form.get("until"),
    };
    after_form(
        unit_asked::<NameBody>(call, ("unit", "unit")).and_then(|unit| {
            name_body(&call.context(), &Name { programme, unit: &unit, form, classes: &classes })
        }),
        |_| see(paths::programmes::bodies(programme).asking("done", "1")),
        |errors| form_again(&page_of(call, programme, &errors, None)?),
    )
}

pub(super) fn end(call: &Call<'_>) -> Outcome {
    let id: BodyId = call.id("id")?;
    after_form(
        end_body(&call.context(), id, call.form.get("until")),
        |programme| see(paths::programmes::bodies(programme).asking("done", "1")),
        |errors| {
            let programme = earnest_app::programmes::bodies_show::programme_of_body(&call.context(), id)?;
            form_again(&page_of(call, programme, &errors, Some(id))?)
        },
    )
}
