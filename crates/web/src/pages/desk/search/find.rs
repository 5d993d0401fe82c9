//! What is found, kind by kind.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Field, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::desk::search::{Asked, Found, Hit, Kind, search};
use earnest_model::id::SeminarId;

/// A record as it is shown.
struct Shown {
    title: String,
    href: String,
    unit: String,
    piece: [String; 3],
}

/// A kind with its records.
struct Part {
    title: String,
    hits: Vec<Shown>,
    more: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/desk/search/search.html")]
struct SearchPage {
    shell: Shell,
    field: Field,
    kind: String,
    parts: Vec<Part>,
    empty: Option<Notice>,
    all: Option<String>,
}

pub(super) fn find(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (words, kind) = (call.query.get("q").trim(), Kind::parse(call.query.get("kind")));
    let found = search(&call.context(), &Asked { words, kind, after: call.asked("after")? })?;
    let parts: Vec<Part> =
        found.iter().filter(|found| !found.hits.is_empty()).map(|found| part(call, found, kind)).collect();
    let empty = (!words.is_empty() && parts.is_empty())
        .then(|| Notice::new(Tone::Empty, tr.search_none()).text(tr.search_none_text()));
    let all = call.query.with("after", "").with("kind", "");
    page(&SearchPage {
        shell: call.shell(None, tr.search_title()).lede(tr.search_lede()),
        field: Field::line("q", tr.search_field()).value(words).help(tr.search_help()),
        kind: kind.map_or_else(String::new, |kind| kind.key().to_owned()),
        all: kind.map(|_| paths::desk::search().asking_all(&all)),
        parts,
        empty,
    })
}

fn part(call: &Call<'_>, found: &Found, asked: Option<Kind>) -> Part {
    let next = found.next.map(|after| {
        let query = call.query.with("kind", found.kind.key());
        match asked {
            // A page of one kind goes on; the few of all kinds lead to the first page of one.
            Some(_) => query.with("after", &after.to_string()),
            None => query.with("after", ""),
        }
    });
    Part {
        title: call.word(&format!("search-kind-{}", found.kind.key())),
        hits: found.hits.iter().map(|hit| shown(found.kind, hit)).collect(),
        more: next.map(|query| paths::desk::search().asking_all(&query)),
    }
}

fn shown(kind: Kind, hit: &Hit) -> Shown {
    let href = match kind {
        Kind::Seminar => Some(paths::ledger::seminar_files(SeminarId(hit.id))),
        kind => paths::record(kind.key(), hit.id, &hit.unit_code),
    };
    let href = href.unwrap_or_else(paths::desk::search);
    let title = if hit.title.is_empty() { hit.unit_name.clone() } else { hit.title.clone() };
    let unit = if hit.title.is_empty() { hit.unit_code.clone() } else { hit.unit_name.clone() };
    Shown { title, href, unit, piece: hit.piece.clone() }
}
