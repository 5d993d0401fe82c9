//! The page of an archive for people, in the language of the register.

use super::members::Members;
use crate::frame::{call::Call, reply::Fault};
use askama::Template;
use earnest_app::anchor::{archive_check::CHECKPOINT, proof_make::Kept};
use earnest_i18n::Tr;

#[derive(Template)]
#[template(path = "archive/index.html")]
struct IndexPage<'i> {
    tr: Tr,
    tag: &'static str,
    title: &'i str,
    facts: &'i [(String, String)],
    files: Vec<(&'i str, &'i str)>,
    unproven: Option<String>,
    left_out: Option<String>,
    missing: &'i [(String, String)],
    has_checkpoint: bool,
}

/// What the page says.
pub(super) struct Index<'i> {
    /// What the archive is.
    pub(super) title: &'i str,
    /// Of what it is, fact by fact.
    pub(super) facts: &'i [(String, String)],
    /// What is not in it.
    pub(super) left_out: Option<String>,
    /// Its part of the journal.
    pub(super) kept: &'i Kept,
}

/// Makes it of the files that are in the archive so far.
///
/// # Errors
/// The template failed.
pub(super) fn index(call: &Call<'_>, index: &Index<'_>, members: &Members) -> Result<String, Fault> {
    let tr = call.tr;
    let files: Vec<_> = members.named().collect();
    let unproven = index.kept.acts.iter().filter(|act| act.proof.is_empty()).count();
    let told = match (&index.kept.checkpoint, unproven) {
        (None, _) => Some(tr.archive_no_checkpoint().into_owned()),
        (Some(_), 0) => None,
        (Some(_), some) => Some(tr.archive_unproven(some)),
    };
    let page = IndexPage {
        tr,
        tag: call.lang.tag(),
        title: index.title,
        facts: index.facts,
        has_checkpoint: files.iter().any(|(name, _)| *name == CHECKPOINT),
        files,
        unproven: told,
        left_out: index.left_out.clone(),
        missing: members.missing(),
    };
    Ok(page.render()?)
}
