//! A ledger comes back: a file or pasted rows, what they would change cell by cell, and the yes.

use super::{
    book::paper,
    list::place,
    sent::{headings, table},
    words::{Speaker, file_name, label, name},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, form_again, page, see},
    },
    look::{Cell, Control, ErrorSummary, Field, Nav, Notice, Paging, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    ledger::book_bring::{
        Added, Alike, Preview, Yes, ask_ledger, bring_ledger, drop_ledger, keep_ledger, preview_ledger,
    },
};
use earnest_model::{
    ledger::book::{CellFault, Change, Column, LedgerKind},
    left_out::{LeftOut, Place},
    message::{FieldErrors, Message},
};
use earnest_papers::{BookCell, Limits, ReadFault, read};
use std::borrow::Cow;

/// Lines of a page of the preview.
const PAGE: usize = 500;

#[derive(Template)]
#[template(path = "pages/ledger/import.html")]
struct ImportPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    unit: String,
    file: Field,
    rows: Field,
}

pub fn blank(call: &Call<'_>) -> Outcome {
    ask_ledger(&call.context(), Some(call.query.get("unit")).filter(|code| !code.is_empty()))?;
    page(&form(call, &FieldErrors::new()))
}

fn form(call: &Call<'_>, errors: &FieldErrors) -> ImportPage {
    let tr = call.tr;
    let error = |name: &str| call.fault(errors, name);
    let file = Field::new("file", tr.ledger_import_file(), Control::File(".xlsx,.xls,.et,.csv,.txt"))
        .help(tr.ledger_import_file_help())
        .optional(tr)
        .error(error("file"));
    let rows = Field::new("rows", tr.ledger_import_rows(), Control::Lines(6))
        .help(tr.ledger_import_rows_help())
        .value(call.form.get("rows"))
        .optional(tr)
        .error(error("rows"));
    let unit = if call.form.get("unit").is_empty() { call.query.get("unit") } else { call.form.get("unit") };
    let mut shell = call
        .shell(Some(Nav::Ledger), tr.ledger_import_title())
        .lede(tr.ledger_import_lede())
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()));
    if call.query.get("dropped") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.ledger_import_dropped()));
    }
    ImportPage { errors: ErrorSummary::of(tr, [&file, &rows]), unit: unit.to_owned(), file, rows, shell }
}

/// What was sent: the field it came by, what it is called, its bytes.
fn sent<'c>(call: &'c Call<'_>) -> (&'static str, &'c str, &'c [u8], bool) {
    match call.files.iter().find(|file| file.field == "file") {
        Some(file) => ("file", file.name.as_str(), file.bytes.as_slice(), file.too_large),
        None => {
            let too_large = call.files.iter().any(|file| file.field == "rows" && file.too_large);
            ("rows", "", call.form.get("rows").as_bytes(), too_large)
        }
    }
}

pub fn send(call: &Call<'_>) -> Outcome {
    let (field, name, bytes, too_large) = sent(call);
    let again = |message: Message| {
        let mut errors = FieldErrors::new();
        errors.add(field, message);
        form_again(&form(call, &errors))
    };
    // Neither of the two is left out.
    if field == "file" && !call.form.get("rows").trim().is_empty() {
        return again(Message::new("error-set-up-units-twice"));
    }
    let limits = Limits::default();
    if too_large {
        return again(ReadFault::Large(limits.bytes).message());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return again(Message::new("error-ledger-file"));
    }
    let known = headings(call.tr);
    let rows = match read(bytes, limits, &|cell| known.find(cell).is_some()) {
        Ok(rows) => rows,
        Err(fault) => {
            tracing::debug!(%fault, "a table can't be read");
            return again(fault.message());
        }
    };
    let found = match table((call.pack(), call.tr), &rows) {
        Ok(found) => found,
        Err(message) => return again(message),
    };
    let unit = Some(call.form.get("unit")).filter(|code| !code.is_empty());
    let id = keep_ledger(&call.context(), unit, name, &found)?;
    see(paths::ledger::import_kept(id))
}

#[derive(Template)]
#[template(path = "pages/ledger/preview.html")]
struct PreviewPage {
    shell: Shell,
    /// Its own address.
    here: String,
    copy_at: String,
    drop_at: String,
    said: Notice,
    counts: Vec<String>,
    left: Option<Table>,
    alike: Option<Table>,
    faults: Option<Table>,
    overtaken: Option<Table>,
    changes: Option<Table>,
    added: Option<Table>,
    paging: Option<Paging>,
    copy: bool,
    digest: Option<String>,
    why: String,
}

/// Rows that are kept within a second.
const A_SECOND: usize = 500;

pub fn preview(call: &Call<'_>) -> Outcome {
    let id: i64 = call.id("id")?;
    let found = preview_ledger(&call.context(), id, &call.pack().aspect_keys())?;
    page(&shown(call, id, &found)?)
}

fn shown(call: &Call<'_>, id: i64, found: &Preview) -> Result<PreviewPage, AppError> {
    let tr = call.tr;
    let (changes, added, faults) = (found.changes.len(), found.added.len(), found.faults.len());
    let said = if faults > 0 {
        Notice::new(Tone::Error, tr.ledger_import_faults(faults)).text(tr.ledger_import_faults_help())
    } else if changes + added == 0 {
        Notice::new(Tone::Empty, tr.ledger_import_nothing())
    } else {
        Notice::new(Tone::Done, tr.ledger_import_ready()).text(tr.ledger_import_ready_help())
    };
    let mut counts = vec![
        tr.ledger_import_read(found.table.lines.len()),
        tr.ledger_import_changes(changes),
        tr.ledger_import_added(added),
        tr.ledger_import_same(found.same),
    ];
    if found.moved > 0 {
        counts.push(tr.ledger_import_moved(found.moved));
    }
    let left = found.table.left.len();
    if left > 0 {
        counts.push(tr.ledger_import_left(left));
    }
    let from: usize = call.asked("from")?.unwrap_or_default();
    let overtaken = found.overtaken.len();
    let most = changes.max(overtaken).max(added).max(faults).max(left);
    let href = |from: usize| paths::ledger::import_kept(id).asking("from", from);
    let paging = (most > PAGE).then(|| {
        Paging::new(tr, (most.min(from + PAGE)).saturating_sub(from), most)
            .previous((from > 0).then(|| href(from.saturating_sub(PAGE))))
            .next((from + PAGE < most).then(|| href(from + PAGE)))
    });
    let part =
        if found.name.is_empty() { tr.ledger_import_pasted().into_owned() } else { found.name.clone() };
    Ok(PreviewPage {
        shell: call
            .shell(Some(Nav::Ledger), tr.ledger_import_preview(name(call.tr, found.kind)))
            .lede(tr.ledger_import_of(part, found.unit.name.as_str()))
            .crumb(tr.ledger_title(), Some(&place(found.kind)))
            .crumb(tr.ledger_import_title(), Some(&paths::ledger::import())),
        here: paths::ledger::import_kept(id),
        copy_at: paths::ledger::import_copy(id),
        drop_at: paths::ledger::import_drop(id),
        said,
        counts,
        left: (left > 0).then(|| left_table(call, found, from)),
        alike: alike_table(call, found),
        faults: (faults > 0).then(|| faults_table(call, found, from)),
        overtaken: (overtaken > 0).then(|| {
            let heads = [tr.ledger_import_overtaken(), tr.ledger_import_old(), tr.ledger_import_sent()];
            changes_table(call, found, heads, found.overtaken.iter().skip(from).take(PAGE))
        }),
        changes: (changes > 0).then(|| {
            let heads = [tr.ledger_import_changes_caption(), tr.ledger_import_old(), tr.ledger_import_new()];
            changes_table(call, found, heads, found.changes.iter().skip(from).take(PAGE))
        }),
        added: (added > 0).then(|| added_table(call, found, from)),
        paging,
        copy: faults > 0,
        why: tr.ledger_import_yes_why(1 + (changes + added) / A_SECOND),
        digest: (faults == 0 && changes + added > 0).then(|| found.digest.clone()),
    })
}

fn faults_table(call: &Call<'_>, found: &Preview, from: usize) -> Table {
    let tr = call.tr;
    let row = |fault: &CellFault| {
        [
            Cell::Text(found.table.address(fault.number, fault.column)),
            Cell::Text(fault.column.map(|column| label(call.tr, column)).unwrap_or_default()),
            Cell::Text(call.words(&fault.message)),
        ]
    };
    Table::new(tr.ledger_import_faults_caption())
        .column(tr.ledger_import_cell())
        .column(tr.ledger_import_column())
        .column(tr.ledger_import_fault())
        .rows(found.faults.iter().skip(from).take(PAGE).map(row))
}

/// Cells with what stands in the register and what the file says: a caption, and the heads of both.
fn changes_table<'f>(
    call: &Call<'_>,
    found: &Preview,
    [caption, old, new]: [Cow<'static, str>; 3],
    cells: impl Iterator<Item = &'f Change>,
) -> Table {
    let tr = call.tr;
    let speaker = Speaker::new(call.pack(), call.tr, found.kind);
    let say = |change: &Change, text: &str| {
        let said = found.kind.place(change.column).map(|place| speaker.say(place, text));
        match said.filter(|said| !said.is_empty()) {
            Some(said) => Cell::Text(said),
            None => Cell::Text(tr.ledger_import_blank().into_owned()),
        }
    };
    let row = |change: &Change| {
        [
            Cell::Text(found.table.address(change.number, Some(change.column))),
            Cell::Text(change.serial.clone()),
            Cell::Text(label(call.tr, change.column)),
            say(change, &change.old),
            say(change, &change.new),
        ]
    };
    Table::new(caption)
        .column(tr.ledger_import_cell())
        .column(tr.problem_serial())
        .column(tr.ledger_import_column())
        .column(old)
        .column(new)
        .rows(cells.map(row))
}

/// The new problems with everything that would be kept of them.
fn added_table(call: &Call<'_>, found: &Preview, from: usize) -> Table {
    let tr = call.tr;
    let speaker = Speaker::new(call.pack(), call.tr, found.kind);
    let line = |(column, text): &(Column, String)| {
        let said = found.kind.place(*column).map_or_else(|| text.clone(), |place| speaker.say(place, text));
        tr.ledger_import_line(label(call.tr, *column), said)
    };
    let measure = |cells: &Vec<(Column, String)>| {
        let said = cells.iter().map(|one| if one.0 == Column::Measure { one.1.clone() } else { line(one) });
        said.collect::<Vec<_>>().join("\n")
    };
    let row = |one: &Added| {
        [
            Cell::Text(one.number.to_string()),
            Cell::Text(one.problem.clone()),
            Cell::Text(one.measures.iter().map(measure).collect::<Vec<_>>().join("\n\n")),
            Cell::Text(one.unit.clone()),
            Cell::Text(one.cells.iter().map(line).collect::<Vec<_>>().join("\n")),
        ]
    };
    Table::new(tr.ledger_import_added_caption())
        .column(tr.ledger_import_row())
        .column(tr.problem_column())
        .column(tr.problem_measures())
        .column(tr.ledger_column_unit())
        .column(tr.ledger_import_rest())
        .rows(found.added.iter().skip(from).take(PAGE).map(row))
}

/// What the file holds and what is not taken of it, each with its reason.
fn left_table(call: &Call<'_>, found: &Preview, from: usize) -> Table {
    let tr = call.tr;
    let place = |one: &LeftOut| match one.place {
        Place::Sheet => tr.ledger_import_left_sheet(one.sheet.as_str()),
        Place::Rows(..) => tr.ledger_import_left_rows(one.address()),
        Place::Column(_) => tr.ledger_import_left_column(one.address()),
    };
    let why = |one: &LeftOut| {
        let count = earnest_i18n::Arg::from(i64::try_from(one.count).unwrap_or(i64::MAX));
        let key = format!("left-out-{}", one.why);
        tr.by_key(&key, &[("count", count)]).unwrap_or(key)
    };
    let row = |one: &LeftOut| [Cell::Text(place(one)), Cell::Text(one.says.clone()), Cell::Text(why(one))];
    Table::new(tr.ledger_import_left_caption())
        .column(tr.ledger_import_left_place())
        .column(tr.ledger_import_left_says())
        .column(tr.ledger_import_left_why())
        .rows(found.table.left.iter().skip(from).take(PAGE).map(row))
}

/// New problems that are said already; whoever brings them is asked.
fn alike_table(call: &Call<'_>, found: &Preview) -> Option<Table> {
    let tr = call.tr;
    let row = |one: &Added| {
        let held = match one.alike.as_ref()? {
            Alike::Held(serial) => tr.ledger_import_alike_held(serial.as_str()),
            Alike::Row(number) => tr.ledger_import_alike_row(number.to_string()),
        };
        Some([Cell::Text(one.number.to_string()), Cell::Text(one.problem.clone()), Cell::Text(held)])
    };
    let rows: Vec<_> = found.added.iter().filter_map(row).collect();
    let table = Table::new(tr.ledger_import_alike_caption())
        .column(tr.ledger_import_row())
        .column(tr.problem_column())
        .column(tr.ledger_import_alike_where());
    (!rows.is_empty()).then(|| table.rows(rows))
}

pub fn bring(call: &Call<'_>) -> Outcome {
    let id: i64 = call.id("id")?;
    let aspects = call.pack().aspect_keys();
    let yes = Yes { digest: call.form.get("digest"), again: call.ticked("again")? };
    match bring_ledger(&call.context(), id, yes, &aspects) {
        Ok(done) => {
            let number = done.corrected + done.progressed + done.reported;
            see(place(done.kind).asking("brought", number))
        }
        // The register moved on, or a rule says no: the preview of this moment tells which.
        Err(AppError::Refused(message)) => {
            let found = preview_ledger(&call.context(), id, &aspects)?;
            let mut again = shown(call, id, &found)?;
            again.said = Notice::new(Tone::Error, call.words(&message));
            form_again(&again)
        }
        Err(fault) => Err(fault.into()),
    }
}

pub fn drop_it(call: &Call<'_>) -> Outcome {
    drop_ledger(&call.context(), call.id("id")?)?;
    see(paths::ledger::import().asking("dropped", "1"))
}

/// The table as it was sent, with a note at every cell that is wrong.
pub fn copy(call: &Call<'_>) -> Outcome {
    let id: i64 = call.id("id")?;
    let found = preview_ledger(&call.context(), id, &call.pack().aspect_keys())?;
    let book = paper(call, found.kind, marked(call, &found).into_iter());
    let file = format!("{}-marked", file_name(found.kind));
    let part =
        if found.name.is_empty() { call.tr.ledger_import_pasted().into_owned() } else { found.name.clone() };
    let lede = call.tr.ledger_import_of(part, found.unit.name.as_str());
    let shell = call.shell(Some(Nav::Ledger), name(call.tr, found.kind)).lede(lede);
    call.book_file(&shell, (&file, false), &book)
}

fn marked(call: &Call<'_>, found: &Preview) -> Vec<Vec<BookCell>> {
    let mut marks: std::collections::BTreeMap<(u32, usize), String> = std::collections::BTreeMap::new();
    for fault in &found.faults {
        // What concerns the row as a whole, or a column that is not there, is said at its first cell.
        let place = fault.column.and_then(|column| found.kind.place(column)).unwrap_or_default();
        let mark = marks.entry((fault.number, place)).or_default();
        if !mark.is_empty() {
            mark.push('\n');
        }
        mark.push_str(&call.words(&fault.message));
    }
    let kind: LedgerKind = found.kind;
    let rows = found.table.lines.iter().map(|line| {
        let cells = kind.columns().iter().enumerate().map(|(place, column)| BookCell {
            text: found.table.cell(line, *column).unwrap_or_default().to_owned(),
            mark: marks.get(&(line.number, place)).cloned(),
        });
        cells.collect()
    });
    rows.collect()
}
