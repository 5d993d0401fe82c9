//! The page of a unit: what is known of it, and what waits there.

use super::panels;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page, see},
    },
    look::{Figures, Nav, Shell, Table, Timeline},
    pages::{
        paths,
        shared::{burden, observers},
        units::change_words::change_table,
    },
};
use askama::Template;
use earnest_app::{
    anchor::proof_make::may_prove,
    desk::unit_show::{UnitView, show_unit},
    duties::duty_acknowledge::acknowledge_duty,
};
use earnest_model::visits::tour::ChargeKind;

/// A fact of the unit: a term and what it is.
struct Fact {
    term: String,
    text: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/units/unit/unit.html")]
struct UnitPage {
    shell: Shell,
    facts: Vec<Fact>,
    burden: Figures,
    duties: Table,
    acknowledge: Vec<(String, String)>,
    plans: Table,
    observers: Table,
    ratings: Table,
    ledger: Table,
    visits: Timeline,
    progress: Option<Table>,
    no_visits: bool,
    proofs: Option<String>,
    code: String,
    changes: Option<Table>,
    change: Option<String>,
}

pub(super) fn unit(call: &Call<'_>) -> Outcome {
    let view = show_unit(&call.context(), call.part("code")?)?;
    page(&UnitPage {
        facts: facts(call, &view),
        burden: burden::strip(call, &view.unit.code)?,
        duties: panels::duties(call, &view),
        acknowledge: panels::acknowledge(call, &view),
        plans: panels::plans(call, &view),
        observers: observers::table(call, &view.observers),
        ratings: panels::ratings(call, &view),
        ledger: panels::ledger(call, &view),
        no_visits: view.visits.is_empty(),
        visits: panels::visits(&view, call),
        progress: panels::progress(call, &view),
        proofs: may_prove(&call.context(), &view.unit.code)?.then(|| paths::journal::proofs(&view.unit.code)),
        shell: shell(call, &view),
        code: view.unit.code.clone(),
        changes: (!view.changes.is_empty()).then(|| change_table(call, &view.changes)),
        change: view.may_change.then(|| paths::units::unit_change().asking("unit", &view.unit.code)),
    })
}

fn shell(call: &Call<'_>, view: &UnitView) -> Shell {
    let mut shell = call.shell(Some(Nav::Board), view.unit.name.as_str());
    for unit in &view.path {
        let href = paths::units::unit(&unit.code);
        shell = shell.crumb(unit.name.as_str(), (unit.id.0 != 0).then_some(href.as_str()));
    }
    shell
}

fn facts(call: &Call<'_>, view: &UnitView) -> Vec<Fact> {
    let (tr, tag, pack) = (call.tr, call.lang.tag(), call.pack());
    let fact =
        |term: std::borrow::Cow<'_, str>, text: String| Fact { term: term.into_owned(), text, href: None };
    let mut facts = vec![
        fact(tr.unit_code(), view.unit.code.clone()),
        fact(tr.unit_tier(), pack.tier_name_at(view.unit.tier.0, tag).to_owned()),
        fact(tr.unit_class(), pack.class_name(&view.unit.class, tag).to_owned()),
    ];
    if let Some(day) = view.unit.closed {
        facts.push(fact(tr.unit_closed(), day.to_string()));
    }
    let names = view.changes.iter().filter(|change| change.code == view.unit.code);
    let mut former: Vec<&str> = names.filter_map(|change| change.name_before.as_deref()).collect();
    former.retain(|name| *name != view.unit.name);
    former.dedup();
    if !former.is_empty() {
        facts.push(fact(tr.unit_formerly(), former.join(" · ")));
    }
    if view.unit.synthetic {
        facts.push(fact(tr.unit_origin(), tr.unit_synthetic().into_owned()));
    }
    for leader in &view.leaders {
        let href = leader.post.map(paths::duties::leader);
        let text = tr.unit_leader(leader.title.as_str(), leader.unit.as_str());
        facts.push(Fact { term: tr.unit_leader_as(call.word_of(leader.kind)), text, href });
    }
    if view.leaders.iter().all(|leader| leader.kind != ChargeKind::Contact) && view.unit.parent.is_some() {
        facts.push(fact(tr.unit_leader_contact(), tr.unit_leader_none().into_owned()));
    }
    for (class, count) in &view.beneath {
        let term = pack.class_name(class, tag).to_owned();
        let href = Some(paths::figures::board().asking("unit", &view.unit.code).asking("class", class));
        facts.push(Fact { term, text: tr.unit_beneath(*count), href });
    }
    facts
}

pub(super) fn acknowledge(call: &Call<'_>) -> Outcome {
    acknowledge_duty(&call.context(), call.id("id")?)?;
    see(match call.form.get("unit") {
        "" => paths::desk::desk(),
        code => paths::units::unit(code),
    })
}
