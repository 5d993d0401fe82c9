//! The page of a record's files: what is there, and the form to attach more or a later revision.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, Reply, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, FileList, Notice, Shell, Tone},
    pages::{
        paths,
        shared::files::{files_field, files_page, list, title},
    },
};
use askama::Template;
use earnest_app::ledger::attachments::{
    attachment_add::attach_files,
    attachment_read::{FilesView, files_of, read_file},
};
use earnest_model::{
    id::SpotCheckId,
    ledger::attachments::attachment::{Holder, current},
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/ledger/attachments/attach.html")]
struct FilesPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    list: FileList,
    action: Option<String>,
    fields: Vec<Field>,
}

pub fn files(call: &Call<'_>, holder: Holder) -> Outcome {
    let record = call.id("id")?;
    let view = files_of(&call.context(), holder, record)?;
    page(&template(call, (holder, record), &view, &FieldErrors::new()))
}

pub fn attach(call: &Call<'_>, holder: Holder) -> Outcome {
    let record = call.id("id")?;
    let new = call.new_files("files");
    let previous = call.form.one_of("previous");
    after_form(
        previous.and_then(|previous| {
            attach_files(&call.context(), &*call.state.files, (holder, record), &new, previous)
        }),
        |_| see(files_page(holder, record).asking("done", "1")),
        |errors| {
            let view = files_of(&call.context(), holder, record)?;
            form_again(&template(call, (holder, record), &view, &errors))
        },
    )
}

fn template(
    call: &Call<'_>,
    (holder, record): (Holder, i64),
    view: &FilesView,
    errors: &FieldErrors,
) -> FilesPage {
    let tr = call.tr;
    let mut shell = call
        .shell(None, title(call, holder))
        .lede(view.unit.name.as_str())
        .crumb(call.word(&format!("subject-{}", holder.key())), Some(&page_of(holder, record)));
    if call.query.get("done") == "1" {
        let done = Notice::new(Tone::Done, tr.attachment_kept());
        shell = shell.notice(done.way(tr.attachment_back(), page_of(holder, record)));
    }
    let fields = if view.may_attach { fields(call, view, errors) } else { Vec::new() };
    FilesPage {
        shell,
        errors: ErrorSummary::of(tr, &fields),
        list: list(call, &view.files),
        action: view.may_attach.then(|| files_page(holder, record)),
        fields,
    }
}

fn fields(call: &Call<'_>, view: &FilesView, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let mut fields = vec![files_field(call, errors)];
    let standing = current(&view.files);
    if !standing.is_empty() {
        let chosen = call.form.get("previous");
        let mut choices = vec![Choice::new("", tr.attachment_new(), chosen.is_empty())];
        choices.extend(standing.into_iter().map(|file| {
            let id = file.id.to_string();
            let is = id == chosen;
            Choice::new(id, file.name.as_str(), is)
        }));
        let previous = Field::new("previous", tr.attachment_previous(), Control::List(choices));
        let fault = call.fault(errors, "previous");
        fields.push(previous.help(tr.attachment_previous_help()).optional(tr).error(fault));
    }
    fields
}

/// Gives a file out. Browsers keep it and never show it as a page of ours.
pub(super) fn file(call: &Call<'_>) -> Outcome {
    let (file, bytes) = read_file(&call.context(), &*call.state.files, call.id("id")?)?;
    Ok(Reply::File { media: file.media.media_type(), name: file.name, bytes })
}

/// The page of a record.
fn page_of(holder: Holder, record: i64) -> String {
    let page = match holder {
        Holder::SpotCheck => Some(paths::draws::call_up(SpotCheckId(record))),
        Holder::Seminar => None,
        Holder::Measure | Holder::Plan => paths::record(holder.key(), record, ""),
    };
    page.unwrap_or_else(paths::sessions::seminars)
}
