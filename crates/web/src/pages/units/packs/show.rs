//! What a pack holds, in the reader's language.

use super::faults;
use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, Reply, page, see},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::{paths, shared::differences},
};
use askama::Template;
use earnest_app::{
    AppError,
    units::{
        pack_use::{compare_pack, use_pack},
        packs_show::show_pack,
    },
};
use earnest_model::{id::PackId, pack::Pack, paper::PaperKind};
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
    beside: Option<BesideWords>,
}

/// How it stands beside the version in use.
struct BesideWords {
    title: String,
    differences: Table,
    bar: Option<Notice>,
    why: String,
}

fn beside(call: &Call<'_>, id: PackId) -> Result<Option<BesideWords>, AppError> {
    let tr = call.tr;
    let Some(found) = compare_pack(&call.context(), id)? else { return Ok(None) };
    Ok(Some(BesideWords {
        title: tr.pack_beside(found.in_use.version.to_string()),
        differences: differences::table(call, &found.differences),
        bar: found
            .bar
            .as_ref()
            .map(|why| Notice::new(Tone::Forbidden, tr.pack_use_not()).text(call.words(why))),
        why: tr.pack_use_why().into_owned(),
    }))
}

/// Puts it in use.
pub(super) fn put_in_use(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    use_pack(&call.context(), id)?;
    call.state.known.changed();
    see(paths::units::pack(id))
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    let (tr, tag) = (call.tr, call.lang.tag());
    let shown = show_pack(&call.context(), call.id("id")?)?;
    let title = tr.pack_name(shown.stored.key.as_str(), shown.stored.version.to_string());
    let shell = call.shell(Some(Nav::Accounts), title).crumb(tr.pack_title(), Some(&paths::units::packs()));
    let (goal, unread, mut tables) = match &shown.pack {
        Ok(pack) => (pack.goal.get(tag).to_owned(), None, tables(call, pack)),
        Err(_) => (String::new(), Some(Notice::new(Tone::Error, tr.pack_unread())), Vec::new()),
    };
    let unread = unread.or_else(|| {
        shown
            .faults
            .as_ref()
            .map(|_| Notice::new(Tone::Error, tr.pack_unsound()).text(tr.pack_unsound_text()))
    });
    tables.splice(0..0, shown.faults.iter().map(|told| faults::table(call, told)));
    let shell = match &shown.pack {
        Ok(pack) => shell.lede(pack.title.get(tag)),
        Err(_) => shell,
    };
    let beside = beside(call, shown.stored.id)?;
    page(&ShowPage { shell, beside, goal, unread, tables, hash: shown.stored.sha256, id: shown.stored.id })
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
            tr.pack_papers(),
            PaperKind::ALL
                .into_iter()
                .map(|kind| {
                    let name = pack.paper_name(kind, tag).unwrap_or(kind.key());
                    let layout = match pack.has_paper(kind) {
                        true => pack.layout_of(kind).name.to_string(),
                        false => tr.pack_paper_none().into_owned(),
                    };
                    of(&layout, name)
                })
                .collect(),
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
