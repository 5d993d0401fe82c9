//! A published standard with its versions and who signed it.

use super::rubric::{Rubric, rubric};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, page},
    },
    look::Shell,
    pages::paths,
};
use askama::Template;
use earnest_app::programmes::standard_show::{StandardView, show_standard};
use earnest_model::{Date, id::StandardId, paper::PaperKind};

#[derive(Template)]
#[template(path = "pages/programmes/standards/standard.html")]
pub(super) struct StandardPage {
    pub(super) shell: Shell,
    pub(super) rubric: Rubric,
    /// Who signed it: name, as what.
    pub(super) signed: Vec<(String, String)>,
    /// Versions and what they are compared with: address and words; none for the one that is shown.
    versions: Vec<(Option<String>, String)>,
    compare: Vec<(String, String)>,
    draft: Option<String>,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    page(&read(call)?.0)
}

/// The page as it is read, the day of publication and its key.
pub(super) fn read(call: &Call<'_>) -> Result<(StandardPage, Date, StandardId), Fault> {
    let tr = call.tr;
    let view = show_standard(&call.context(), call.id("id")?)?;
    let standard = &view.published.standard;
    let lede = tr.standard_lede(
        tr.date_long(view.published.published_on),
        view.organiser.as_str(),
        view.programme.as_str(),
        i64::from(view.published.version),
    );
    let id = view.published.id;
    let versions = view.versions.iter().map(|(version, number, day)| {
        let day = day.parse().map_or_else(|_| day.clone(), |day| tr.date_words(day));
        let href = (*version != id).then(|| paths::programmes::standard(*version));
        (href, tr.round_standard_version(day, i64::from(*number)))
    });
    let shown = StandardPage {
        versions: versions.collect(),
        compare: compare(call, &view),
        draft: view.may_draft.then(|| {
            let draft = paths::programmes::standard_draft().asking("unit", &view.code);
            draft.asking("programme", view.published.programme)
        }),
        shell: call
            .shell_of_paper(PaperKind::Standard, None, tr.standard_title(), &paths::programmes::standard(id))
            .lede(lede),
        rubric: rubric(call, standard),
        signed: signed(call, &view),
    };
    Ok((shown, view.published.published_on, id))
}

/// Everybody who signed it, the organiser first; nothing where the organiser signed alone.
fn signed(call: &Call<'_>, view: &StandardView) -> Vec<(String, String)> {
    if view.signed_with.is_empty() {
        return Vec::new();
    }
    let organiser = (view.organiser.clone(), call.tr.programme_organiser().into_owned());
    let others = view.signed_with.iter().map(|signed| (signed.name.clone(), call.word_of(signed.part)));
    std::iter::once(organiser).chain(others).collect()
}

/// Ways to what changed: since the version before, and against the superior's.
fn compare(call: &Call<'_>, view: &StandardView) -> Vec<(String, String)> {
    let (tr, id) = (call.tr, view.published.id);
    let mut ways = Vec::new();
    if view.published.version > 1 {
        ways.push((paths::programmes::standard_changes(id), tr.standard_since_before().into_owned()));
    }
    if let Some(superior) = &view.superior {
        let href = paths::programmes::standard_changes(id).asking("with", superior.id);
        ways.push((href, tr.standard_against_superior().into_owned()));
    }
    ways
}
