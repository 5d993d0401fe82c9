//! What a pack holds, in the reader's language.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, Reply, page},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::units::packs_show::show_pack;
use earnest_model::{id::PackId, pack::Pack};
use earnest_papers::packed;

#[derive(Template)]
#[template(path = "pages/units/packs/show.html")]
struct ShowPage {
    shell: Shell,
    goal: String,
    hash: String,
    unread: Option<Notice>,
    tables: Vec<Table>,
    id: PackId,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    let (tr, tag) = (call.tr, call.lang.tag());
    let shown = show_pack(&call.context(), call.id("id")?)?;
    let title = tr.pack_name(shown.stored.key.as_str(), shown.stored.version.to_string());
    let shell = call.shell(Some(Nav::Accounts), title).crumb(tr.pack_title(), Some(&paths::units::packs()));
    let (goal, unread, tables) = match &shown.pack {
        Ok(pack) => (pack.goal.get(tag).to_owned(), None, tables(call, pack)),
        Err(faults) => {
            let notice = Notice::new(Tone::Error, tr.pack_unread()).text(faults.to_string());
            (String::new(), Some(notice), Vec::new())
        }
    };
    let shell = match &shown.pack {
        Ok(pack) => shell.lede(pack.title.get(tag)),
        Err(_) => shell,
    };
    page(&ShowPage { shell, goal, unread, tables, hash: shown.stored.sha256, id: shown.stored.id })
}

fn tables(call: &Call<'_>, pack: &Pack) -> Vec<Table> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let list = |title: std::borrow::Cow<'static, str>, rows: Vec<[Cell; 2]>| {
        Table::new(title).column(tr.pack_column_key()).column(tr.pack_column_name()).rows(rows)
    };
    let of = |key: &str, name: &str| [Cell::from(key), Cell::from(name)];
    let numbered = |place: usize, name: &str| [Cell::from((place + 1).to_string()), Cell::from(name)];
    vec![
        list(tr.pack_tiers(), pack.tiers.iter().map(|tier| of(&tier.key, tier.name.get(tag))).collect()),
        list(
            tr.pack_classes(),
            pack.classes.iter().map(|class| of(&class.key, class.name.get(tag))).collect(),
        ),
        list(
            tr.pack_topics(),
            pack.topics
                .iter()
                .enumerate()
                .map(|(place, topic)| numbered(place, topic.name.get(tag)))
                .collect(),
        ),
        list(
            tr.pack_aspects(),
            pack.aspects.iter().map(|aspect| of(&aspect.key, aspect.name.get(tag))).collect(),
        ),
        list(
            tr.pack_checklist(),
            pack.checklist.iter().map(|item| of(&item.key, item.name.get(tag))).collect(),
        ),
        list(
            tr.pack_words(),
            pack.words
                .iter()
                .filter(|(_, of, _)| *of == tag)
                .map(|(key, _, text)| of(key, &text.one))
                .collect(),
        ),
    ]
}

/// The pack's own files, packed.
pub(super) fn file(call: &Call<'_>) -> Outcome {
    let shown = show_pack(&call.context(), call.id("id")?)?;
    let named: Vec<_> = shown.files.named().into_iter().map(|(name, text)| (name, text.as_bytes())).collect();
    let bytes = packed(&named).map_err(|fault| {
        tracing::error!(%fault, "a pack can't be packed");
        Fault::BrokenOff
    })?;
    let name = format!("{}-{}.zip", shown.stored.key, shown.stored.version);
    Ok(Reply::File { media: "application/zip", name, bytes })
}
