//! A record's files: as a panel on its page, and as a question of a form.

use crate::{
    frame::call::Call,
    look::{Control, Field, FileLine, FileList},
    pages::paths,
};
use askama::Template;
use earnest_app::ledger::attachments::attachment_read::FilesView;
use earnest_model::{
    id::{MeasureId, PlanId, SeminarId, SpotCheckId},
    ledger::attachments::attachment::{
        Attachment, Holder, MOST_AT_ONCE, MOST_BYTES, Media, current, earlier,
    },
    message::FieldErrors,
};

/// Digits of a hash that are shown.
const SHOWN: usize = 8;

/// The panel.
#[derive(Template)]
#[template(path = "pages/shared/files.html")]
pub struct FilesPanel {
    title: String,
    list: FileList,
    way: Option<(String, String)>,
}

impl askama::filters::HtmlSafe for FilesPanel {}

/// The panel of a record's files, with the way to attach more for whoever may.
pub fn panel(call: &Call<'_>, holder: Holder, record: i64, view: &FilesView) -> FilesPanel {
    panel_marked(call, (holder, record), view, &|_| None)
}

/// The same, with what a mark says of a file beside its note.
pub(crate) fn panel_marked(
    call: &Call<'_>,
    (holder, record): (Holder, i64),
    view: &FilesView,
    mark: Mark<'_>,
) -> FilesPanel {
    let way = (call.tr.attachment_add().into_owned(), files_page(holder, record));
    FilesPanel {
        title: title(call, holder),
        list: marked(call, &view.files, mark),
        way: view.may_attach.then_some(way),
    }
}

/// What the files of a kind of record are called.
pub fn title(call: &Call<'_>, holder: Holder) -> String {
    match holder {
        Holder::Measure => call.tr.attachment_of_measure(),
        Holder::Plan => call.tr.attachment_of_plan(),
        Holder::Seminar => call.tr.attachment_of_seminar(),
        Holder::SpotCheck => call.tr.attachment_of_call_up(),
    }
    .into_owned()
}

/// What is said of a file beside its note.
pub(crate) type Mark<'a> = &'a dyn Fn(&Attachment) -> Option<String>;

/// The files with their revisions.
pub fn list(call: &Call<'_>, files: &[Attachment]) -> FileList {
    marked(call, files, &|_| None)
}

fn marked(call: &Call<'_>, files: &[Attachment], mark: Mark<'_>) -> FileList {
    let note = |call: &Call<'_>, file: &Attachment| {
        mark(file).into_iter().fold(note(call, file), |note, mark| format!("{note} · {mark}"))
    };
    let line = |file: &Attachment| FileLine {
        name: file.name.clone(),
        href: paths::ledger::file(file.id),
        note: note(call, file),
        mark: file.sha256.chars().take(SHOWN).collect(),
        earlier: earlier(files, file)
            .into_iter()
            .map(|old| (old.name.clone(), paths::ledger::file(old.id), note(call, old)))
            .collect(),
    };
    let lines = current(files).into_iter().map(line);
    FileList::new(lines, call.tr.attachment_earlier(), call.tr.attachment_none())
}

/// Size, when, by whom.
fn note(call: &Call<'_>, file: &Attachment) -> String {
    let size = call.tr.attachment_size((file.size + 1023) / 1024);
    let by = file.by.clone();
    [Some(size), Some(call.moment(&file.attached_at)), by]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The page of a record's files.
pub(crate) fn files_page(holder: Holder, record: i64) -> String {
    match holder {
        Holder::Measure => paths::ledger::measure_files(MeasureId(record)),
        Holder::Plan => paths::ledger::plan_files(PlanId(record)),
        Holder::Seminar => paths::ledger::seminar_files(SeminarId(record)),
        Holder::SpotCheck => paths::ledger::call_up_files(SpotCheckId(record)),
    }
}

/// The question for files; other forms ask it too.
pub fn files_field(call: &Call<'_>, errors: &FieldErrors) -> Field {
    let (count, size) = (i64::try_from(MOST_AT_ONCE), i64::try_from(MOST_BYTES >> 20));
    let help = call.tr.attachment_help(count.unwrap_or_default(), size.unwrap_or_default());
    Field::new("files", call.tr.attachment_files(), Control::Files(Media::ENDINGS))
        .help(help)
        .error(call.fault(errors, "files"))
}
