//! The contact list: units with their contact leader, and units without one.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    Charge,
    duties::contacts_show::{Contact, list_contacts},
};

#[derive(Template)]
#[template(path = "pages/duties/charges/contacts.html")]
struct ContactsPage {
    shell: Shell,
    table: Table,
    /// The other view: what it is called, and where it is.
    other: (String, String),
}

pub(super) fn contacts(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let without = call.query.get("without") == "1";
    let found = list_contacts(&call.context(), call.query.find("unit"), without)?;
    let rows = found.contacts.iter().map(|contact| row(call, contact));
    let table = Table::new(tr.contact_title(found.unit.name.as_str()))
        .column(tr.ledger_column_unit())
        .column(tr.contact_leader())
        .column(tr.leader_term())
        .column(tr.contact_portfolio())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, if without { tr.contact_all() } else { tr.cascade_no_units() }));
    let shell = call
        .shell_of_list(Some(Nav::Visits), tr.contact_title(found.unit.name.as_str()))
        .lede(tr.contact_lede())
        .crumb(tr.visits_title(), Some(&paths::visits::visits()));
    if let Some(file) = call.file(&shell, ("contacts", found.more), [&table])? {
        return Ok(file);
    }
    let here = paths::duties::contacts().asking("unit", &found.unit.code);
    let other = match without {
        true => (tr.contact_every().into_owned(), here),
        false => (tr.contact_without().into_owned(), here.asking("without", "1")),
    };
    page(&ContactsPage { shell, table, other })
}

fn row(call: &Call<'_>, contact: &Contact) -> [Cell; 4] {
    let tr = call.tr;
    let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
    let leader = |charge: &Charge| Cell::link(charge.leader.as_str(), paths::duties::leader(charge.post));
    let held = contact.contact.first();
    let nobody = || match contact.beneath {
        true => State::trouble(tr.contact_none()).into(),
        false => dash(),
    };
    let titles: Vec<&str> = contact.portfolio.iter().map(|charge| charge.leader.as_str()).collect();
    let portfolio = match (contact.portfolio.as_slice(), titles.is_empty()) {
        ([one], _) => leader(one),
        (_, true) => dash(),
        (_, false) => Cell::Text(titles.join(" · ")),
    };
    let term = |charge: &Charge| match charge.until {
        Some(until) => Cell::from(format!("{} – {}", tr.date_iso(charge.from), tr.date_iso(until))),
        None => Cell::from(tr.leader_since(tr.date_iso(charge.from))),
    };
    [
        Cell::link(contact.name.as_str(), paths::units::unit(&contact.code)),
        held.map_or_else(nobody, leader),
        held.map_or_else(dash, term),
        portfolio,
    ]
}
