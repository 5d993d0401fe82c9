//! Putting a pack in: its files are checked, every fault is told with its line, and what it holds is shown before.

use super::faults;
use crate::{
    frame::{
        call::Call,
        reply::{Outcome, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{AppError, units::pack_add::add_pack};
use earnest_model::{
    message::{FieldErrors, Message},
    pack::{LARGEST, Pack, PackFaults, PackFiles},
};
use earnest_papers::{is_archive, unpacked};

#[derive(Template)]
#[template(path = "pages/units/packs/add.html")]
struct AddPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    faults: Option<Table>,
    checked: Option<Notice>,
}

/// What came of looking at the files that were sent.
#[derive(Default)]
struct Looked {
    errors: FieldErrors,
    faults: Option<PackFaults>,
    pack: Option<Pack>,
}

fn form(call: &Call<'_>, looked: &Looked) -> AddPage {
    let tr = call.tr;
    let error = |name: &str| call.fault(&looked.errors, name);
    let only_check = call.form.find("do").is_none_or(|wanted| wanted != "add");
    let what = Control::One(vec![
        Choice::new("check", tr.pack_check(), only_check),
        Choice::new("add", tr.pack_put_in(), !only_check),
    ]);
    let fields = vec![
        Field::new("files", tr.pack_files(), Control::Files(".zip,.toml"))
            .help(tr.pack_files_help())
            .error(error("files")),
        Field::new("do", tr.pack_do(), what).error(error("do")),
    ];
    let faults = looked.faults.as_ref().map(|told| faults::table(call, told));
    let checked = looked.pack.as_ref().map(|pack| {
        let (key, version) = (pack.key.as_str(), pack.version.to_string());
        Notice::new(Tone::Done, tr.pack_sound(key, version)).text(tr.pack_holds(
            count(pack.aspects.len()),
            count(pack.checklist.len()),
            count(pack.classes.len()),
            count(pack.tiers.len()),
        ))
    });
    AddPage {
        errors: ErrorSummary::of(tr, &fields),
        fields,
        faults,
        checked,
        shell: call
            .shell(Some(Nav::Accounts), tr.pack_add())
            .lede(tr.pack_add_lede())
            .crumb(tr.pack_title(), Some(&paths::units::packs())),
    }
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    page(&form(call, &Looked::default()))
}

/// The files that were sent: one that is packed, or the texts themselves.
fn sent(call: &Call<'_>) -> Result<Result<(PackFiles, Pack), PackFaults>, Message> {
    let files: Vec<_> = call.files.iter().filter(|file| file.field == "files").collect();
    if files.is_empty() {
        return Err(Message::new("error-pack-no-file"));
    }
    if let Some(large) = files.iter().find(|file| file.too_large) {
        return Err(Message::new("error-pack-archive").with("why", large.name.as_str()));
    }
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for file in files {
        if is_archive(&file.bytes) {
            let wanted = |name: &str| name.ends_with(".toml") && !name.contains("demo/");
            let within = unpacked(&file.bytes, LARGEST + 1, wanted);
            all.extend(
                within.map_err(|fault| Message::new("error-pack-archive").with("why", fault.to_string()))?,
            );
        } else {
            all.push((file.name.clone(), file.bytes.clone()));
        }
    }
    Ok(Pack::of_named(&all))
}

pub(super) fn send(call: &Call<'_>) -> Outcome {
    let mut looked = Looked::default();
    let read = match sent(call) {
        Ok(Ok(read)) => Some(read),
        Ok(Err(faults)) => {
            looked.faults = Some(faults);
            None
        }
        Err(message) => {
            looked.errors.add("files", message);
            None
        }
    };
    let wanted = match call.form.get("do") {
        "check" => Some(false),
        "add" => Some(true),
        _ => {
            looked.errors.add("do", Message::new("error-pack-do"));
            None
        }
    };
    let (Some((files, pack)), Some(adds)) = (read, wanted) else { return form_again(&form(call, &looked)) };
    if !adds {
        looked.pack = Some(pack);
        return page(&form(call, &looked));
    }
    match add_pack(&call.context(), &files) {
        Ok(added) => see(paths::units::pack(added.id)),
        Err(AppError::Refused(message)) => {
            looked.errors.add("files", message);
            form_again(&form(call, &looked))
        }
        Err(fault) => Err(fault.into()),
    }
}
