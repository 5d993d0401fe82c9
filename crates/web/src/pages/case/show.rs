//! The page of the case. With scripts it shows what the device keeps; without them, what is owed, with the ways to the
//! ordinary forms.

use super::{leaves::leaves, words::words};
use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Nav, Shell, carry_script_path, case_script_path},
    pages::{paths, shared::owed::Item},
};
use askama::Template;

#[derive(Template)]
#[template(path = "pages/case/case.html")]
struct CasePage {
    shell: Shell,
    /// The scripts, in their order.
    scripts: [&'static str; 2],
    words: Vec<(&'static str, String)>,
    /// What is owed, for whoever has no script.
    work: Vec<Item>,
    /// Whether it is the page for whoever has no net: it is nobody's.
    offline: bool,
}

pub(super) fn case(call: &Call<'_>) -> Outcome {
    let leaves = leaves(call)?;
    let work = leaves.into_iter().filter(|leaf| leaf.work);
    let item = |leaf: super::leaves::Leaf| Item {
        mark: leaf.mark,
        now: leaf.now,
        words: leaf.words,
        about: Some(leaf.about).filter(|about| !about.is_empty()),
        late: None,
        href: leaf.at,
        taken: None,
        thing: None,
    };
    page(&of(call, call.shell(Some(Nav::Desk), call.tr.carry_title()), (work.map(item).collect(), false)))
}

/// The page that a device keeps for when there is no net: it holds words of ours alone, and of nobody anything.
pub(super) fn offline(call: &Call<'_>) -> Outcome {
    let house = call.known.organisation.name.as_ref().map(|name| name.as_str().to_owned());
    let shell = Shell::new(call.tr, paths::case::case(), call.tr.carry_title()).house(house);
    page(&of(call, Shell { stays: true, ..shell }, (Vec::new(), true)))
}

fn of(call: &Call<'_>, shell: Shell, (work, offline): (Vec<Item>, bool)) -> CasePage {
    CasePage {
        shell: shell.lede(call.tr.carry_lede()),
        scripts: [carry_script_path(), case_script_path()],
        words: words(call.tr),
        work,
        offline,
    }
}
