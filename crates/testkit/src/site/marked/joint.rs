//! Bodies that join programmes of the marked organisation.

use super::{code, text, tree::UNITS};
use crate::register::Register;
use earnest_app::{
    assessing::interest_declare::{Declare, declare_interest},
    ledger::inquiries::sources::keep_source,
    programmes::{
        body_name::{Name, name_body},
        programme_show::show_programme,
        rounds_list::list_rounds,
    },
};
use earnest_model::{actor::Role, assessing::interest::InterestForm, programmes::bodies::BodyForm};

/// Organiser, body, the class that it covers. That of the province covers nobody but itself, that of A both its counties.
pub const BODIES: [(&str, &str, &str); 3] =
    [("P", "G", "provincial-body"), ("A", "AD", "county"), ("B", "BD", "county")];

/// Somebody of the organiser has an interest in it; then its body is named.
pub fn join(register: &Register, organiser: &str) {
    let officer = register.actor(Role::UnitOfficer, &code(organiser));
    let reason = text(organiser);
    let form = InterestForm { reach: "unit", reason: &reason, from: "2015-05-01", until: "" };
    let declare = Declare { of: None, unit: &code(organiser), form };
    declare_interest(&register.context(&officer), &declare).expect("an interest is declared");
    let office = register.actor(Role::Office, &code(organiser));
    let context = register.context(&office);
    // What was sent out is read by everybody beneath: it bears no mark.
    keep_source(&context, "sent out", "a text that was sent out").expect("a text that was sent out is kept");
    let rounds = list_rounds(&context).expect("rounds").rounds;
    let own = rounds.iter().find(|round| round.organiser == super::name(organiser)).expect("a round");
    let programme = show_programme(&context, own.round.programme).expect("a programme").programme.id;
    let classes: Vec<String> = UNITS.iter().map(|unit| unit.3.to_owned()).collect();
    for (_, unit, class) in BODIES.into_iter().filter(|body| body.0 == organiser) {
        let form = BodyForm { part: "joining", classes: vec![class], from: "2015-01-01", until: "" };
        let request = Name { programme, unit: &code(unit), form, classes: &classes };
        name_body(&context, &request).expect("a body is named");
    }
}
