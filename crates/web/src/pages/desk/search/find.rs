//! What is found, kind by kind.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Field, Notice, Shell, Tone},
};
use askama::Template;
use earnest_app::desk::search::{Asked, Found, Hit, Kind, search};

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
    let found = search(&call.context(), &Asked { words, kind, after: call.asked("after") })?;
    let parts: Vec<Part> =
        found.iter().filter(|found| !found.hits.is_empty()).map(|found| part(call, found, kind)).collect();
    let empty = (!words.is_empty() && parts.is_empty())
        .then(|| Notice::new(Tone::Empty, tr.search_none()).text(tr.search_none_text()));
    let encoded = call.query.with("after", "").with("kind", "").encoded();
    page(&SearchPage {
        shell: call.shell(None, tr.search_title()).lede(tr.search_lede()),
        field: Field::line("q", tr.search_field()).value(words).help(tr.search_help()),
        kind: kind.map_or_else(String::new, |kind| kind.key().to_owned()),
        all: kind.map(|_| format!("/search?{encoded}")),
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
        more: next.map(|query| format!("/search?{}", query.encoded())),
    }
}

fn shown(kind: Kind, hit: &Hit) -> Shown {
    let id = hit.id;
    let href = match kind {
        Kind::Unit => format!("/units/{}", hit.unit_code),
        Kind::Plan => format!("/plans/{id}"),
        Kind::Problem => format!("/problems/{id}"),
        Kind::Measure => format!("/measures/{id}"),
        Kind::Seminar => format!("/seminars/{id}/files"),
        Kind::Circular => format!("/circulars/{id}"),
        Kind::Visit => format!("/visits/{id}"),
    };
    let title = if hit.title.is_empty() { hit.unit_name.clone() } else { hit.title.clone() };
    let unit = if hit.title.is_empty() { hit.unit_code.clone() } else { hit.unit_name.clone() };
    Shown { title, href, unit, piece: hit.piece.clone() }
}
