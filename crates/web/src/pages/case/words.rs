//! What the script of the case says. A place in braces is filled in by the script.

use earnest_i18n::Tr;

/// Each word by the name under which the script asks for it.
pub(super) fn words(tr: Tr) -> Vec<(&'static str, String)> {
    let at = |name: &str| format!("{{{name}}}");
    let plain = [
        ("work", tr.carry_work()),
        ("read", tr.carry_read()),
        ("filled", tr.carry_filled()),
        ("none", tr.carry_nothing()),
        ("empty", tr.carry_empty()),
        ("cut", tr.carry_cut()),
        ("there", tr.carry_there()),
        ("pack", tr.carry_pack()),
        ("packing", tr.carry_packing()),
        ("unpack", tr.carry_unpack()),
        ("sure", tr.carry_sure()),
        ("yes", tr.carry_yes()),
        ("no", tr.carry_no()),
        ("back", tr.carry_back()),
        ("open", tr.carry_state_open()),
        ("ready", tr.carry_state_ready()),
        ("tried", tr.carry_state_tried()),
        ("sending", tr.carry_state_sending()),
        ("door", tr.carry_state_door()),
        ("other", tr.carry_state_other()),
        ("ended", tr.carry_state_ended()),
        ("post", tr.carry_state_post()),
        ("refused", tr.carry_state_refused()),
        ("conflict", tr.carry_state_conflict()),
        ("asks", tr.carry_state_asks()),
        ("edit", tr.carry_edit()),
        ("look", tr.carry_look()),
        ("drop", tr.carry_drop()),
        ("drop-sure", tr.carry_drop_sure()),
        ("mine", tr.carry_mine()),
        ("now", tr.carry_now()),
        ("leave", tr.carry_leave()),
        ("sign-in", tr.carry_sign_in()),
        ("choose-post", tr.posts_way()),
        ("no-files", tr.carry_no_files()),
        ("no-more", tr.carry_no_more()),
        ("kept", tr.carry_kept()),
        ("not-packed", tr.carry_not_packed()),
        ("unable", tr.carry_unable()),
    ];
    let mut all: Vec<_> = plain.into_iter().map(|(name, words)| (name, words.into_owned())).collect();
    all.push(("packed", tr.carry_packed(at("at"), at("name"), at("post"), at("until"))));
    all.push(("arrived", tr.carry_state_arrived(at("at"))));
    all
}
