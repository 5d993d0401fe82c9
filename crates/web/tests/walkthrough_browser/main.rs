//! The third round of the demonstration, carried by hand in a browser, and written down.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

mod province;
mod walk;

use earnest_i18n::Lang;
use std::{env, fs, path::Path};
use walk::Walk;

fn documents() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// Everything, in order.
fn all_of_it(walk: &mut Walk) {
    province::plan(walk);
    province::observation(walk);
    province::draw(walk);
    province::materials(walk);
}

#[test]
fn the_third_round_is_carried_from_its_last_plan_to_the_draw_in_a_browser() {
    #[expect(clippy::disallowed_methods, reason = "whoever writes the document says so")]
    let wanted = env::var_os("EARNEST_WALKTHROUGH").is_some();
    let docs = documents();
    let mut walk = Walk::begin(Lang::ZhHans, wanted.then_some(&*docs));
    all_of_it(&mut walk);
    let written = walk.written();
    drop(walk);
    let file = docs.join("walkthrough.md");
    if wanted {
        let mut english = Walk::begin(Lang::En, Some(&docs));
        all_of_it(&mut english);
        fs::write(&file, &written).expect("the walk is written down");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == written, "docs/walkthrough.md is not this walk: run `cargo xtask walkthrough`");
}
