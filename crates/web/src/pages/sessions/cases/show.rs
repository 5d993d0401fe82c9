//! One case: what it tells, with the numbers of the story marked, and the sessions that used it.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::sessions::cases_show::{CaseSession, CaseShown, show_case};
use earnest_model::{narrative::Piece, sessions::case_study::Audience};

/// A piece of a story: its text, and whether it is a number that was told.
pub(crate) type Told = (String, bool);

#[derive(Template)]
#[template(path = "pages/sessions/cases/show.html")]
struct CasePage {
    shell: Shell,
    facts: Vec<(String, String)>,
    story: Vec<Vec<Told>>,
    limited: Option<Notice>,
    sessions: Table,
}

/// A story in paragraphs of pieces.
pub(crate) fn paragraphs(pieces: &[Piece<'_>]) -> Vec<Vec<Told>> {
    let mut paragraphs: Vec<Vec<Told>> = vec![Vec::new()];
    for piece in pieces {
        for (place, line) in piece.text().split('\n').enumerate() {
            if place > 0 {
                paragraphs.push(Vec::new());
            }
            if let (false, Some(last)) = (line.is_empty(), paragraphs.last_mut()) {
                last.push((line.to_owned(), matches!(piece, Piece::Told(_))));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

pub(super) fn case(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_case(&call.context(), call.id("id")?)?;
    let case = &view.case;
    let mut facts = vec![
        (tr.case_kind().into_owned(), call.word_of(case.kind)),
        (tr.case_unit().into_owned(), case.unit.clone()),
        (tr.case_registered().into_owned(), tr.date_long(case.registered_on)),
    ];
    if let Some(text) = &case.text {
        facts.push((tr.case_source().into_owned(), text.source.to_string()));
    }
    if let Some(audience) = view.audience.as_ref().filter(|_| case.sensitive) {
        facts.push((tr.case_audience().into_owned(), audience_words(call, audience)));
    }
    let row = |session: &CaseSession| {
        [
            Cell::link(tr.date_iso(session.held_on), paths::sessions::seminar(session.id)),
            Cell::Noted(session.name.clone(), session.code.clone()),
        ]
    };
    page(&CasePage {
        shell: call
            .shell(Some(Nav::Observations), title(call, case))
            .crumb(tr.case_list_title(), Some(&paths::sessions::cases())),
        facts,
        story: case.text.as_ref().map(|text| paragraphs(&text.pieces())).unwrap_or_default(),
        limited: case
            .text
            .is_none()
            .then(|| Notice::new(Tone::Forbidden, tr.case_limited_title()).text(tr.case_limited_text())),
        sessions: Table::new(tr.case_used_caption())
            .column(tr.seminar_day())
            .column(tr.seminar_unit())
            .rows(view.sessions.iter().map(row))
            .or_say(Notice::new(Tone::Empty, tr.case_unused())),
    })
}

fn audience_words(call: &Call<'_>, audience: &Audience) -> String {
    let (pack, tag) = (call.pack(), call.lang.tag());
    let tiers = audience.tiers.iter().map(|tier| pack.tier_name_at(tier.0, tag).to_owned());
    let roles = audience.roles.iter().map(|role| call.word_of(role));
    tiers.chain(roles).collect::<Vec<_>>().join(" · ")
}

/// The title of a case; of a limited one, to whoever stands outside its audience, that it is limited.
pub(crate) fn title(call: &Call<'_>, case: &CaseShown) -> String {
    match &case.text {
        Some(text) => text.title.to_string(),
        None => call.tr.case_limited(case.id.to_string()),
    }
}
