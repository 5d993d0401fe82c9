//! Circulars of the marked organisation: one that is published, one that is being checked, an appeal.

use super::tree::{beneath, code, reason, shared, text};
use crate::{circulars::publish_checked, register::Register};
use earnest_app::{
    assessing::{appeal_lodge::lodge_appeal, rating_show::list_ratings},
    circulars::{circular_check_send::send_check, circular_draft::draft_circular},
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::CircularForm,
    id::RoundId,
};

/// What is published says words of the organiser alone; what is being checked says a word of each unit to that unit.
pub(super) fn circulars(register: &Register, organiser: &str, office: &Actor, round: RoundId) {
    let said = shared(organiser);
    let units = beneath(organiser);
    let named = units.iter().take(2).map(|key| code(key)).collect::<Vec<_>>().join(" ");
    let form = CircularForm {
        title: &said,
        recipients: &said,
        grounds: &said,
        went_well: vec![(&named, &said)],
        problems: vec![(&named, &said), ("", &said)],
        requirements: vec![(&said, "2015-07-10", "criticised")],
        correction: "",
    };
    publish_checked(register, office, round, &form);
    let told: Vec<_> = units.iter().map(|key| (code(key), text(key))).collect();
    let mut problems = form.problems.clone();
    problems.extend(told.iter().map(|(code, text)| (code.as_str(), text.as_str())));
    let why = reason(&said);
    let again = CircularForm { problems, correction: &why, ..form };
    let context = register.context(office);
    let draft = draft_circular(&context, round, &again).expect("a draft");
    send_check(&context, draft, "2015-06-20").expect("the draft is sent");
    let list = list_ratings(&context, Some(round)).expect("ratings");
    let ratings = list.classes.iter().flat_map(|class| &class.ratings);
    for (_, rating) in ratings {
        let Some(key) = units.iter().find(|key| code(key) == rating.code) else { continue };
        let officer = register.actor(Role::UnitOfficer, &rating.code);
        let words = reason(&text(key));
        lodge_appeal(&register.context(&officer), rating.id, &words).expect("an appeal");
    }
}
