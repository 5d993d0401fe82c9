//! A file of people: what it would change is shown, and brought in at a yes; and the file of those who are there.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, Reply, form_again, page, see},
        speech::speaking,
        worded::role_meant,
    },
    look::{Cell, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    people::roll::{RollCounts, check_roll, export_roll, import_roll},
};
use earnest_model::{
    actor::Role,
    choice::Looking,
    left_out::LeftOut,
    message::{FieldErrors, Message},
    people::roll::{RollFault, RollRow},
    signs::shown,
};
use earnest_papers::{Limits, ReadFault, RollFileFault, RollWords, roll_csv, roll_table};

#[derive(Template)]
#[template(path = "pages/people/accounts/import.html")]
struct ImportPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    faults: Option<Table>,
    /// What would be done, line by line, and the rows that would come in.
    wanted: Option<Wanted>,
}

struct Wanted {
    said: Notice,
    counts: Vec<String>,
    /// The rows as they would be brought in; empty if nothing would change.
    rows: String,
    /// What tells what they would do from every other change.
    seen: String,
}

/// What came of looking at what was sent.
#[derive(Default)]
struct Looked {
    errors: FieldErrors,
    faults: Vec<RollFault>,
    counts: Option<(RollCounts, String, String)>,
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    page(&form(call, &Looked::default()))
}

fn form(call: &Call<'_>, looked: &Looked) -> ImportPage {
    let tr = call.tr;
    let error = |name: &str| call.fault(&looked.errors, name);
    let typed = if looked.counts.is_some() { "" } else { call.form.get("rows") };
    let fields = vec![
        Field::new("file", tr.roll_file(), Control::File(".csv,.xlsx,.xls,.txt"))
            .help(tr.roll_file_help(Role::ALL.map(|role| call.word_of(role)).join(&*tr.standard_comma())))
            .optional(tr)
            .error(error("file")),
        Field::new("rows", tr.roll_rows(), Control::Lines(8))
            .help(tr.roll_rows_help())
            .value(typed)
            .optional(tr)
            .error(error("rows")),
    ];
    let mut shell = call
        .shell(Some(Nav::Accounts), tr.roll_title())
        .lede(tr.roll_lede())
        .crumb(tr.account_title(), Some(&paths::people::accounts()));
    if let Some(done) = call.query.find("done") {
        shell = shell.notice(Notice::new(Tone::Done, tr.roll_done(done)));
    }
    let faults = (!looked.faults.is_empty()).then(|| table(call, &looked.faults));
    let wanted = looked.counts.as_ref().map(|looked| wanted(call, looked));
    ImportPage { errors: ErrorSummary::of(tr, &fields), shell, fields, faults, wanted }
}

fn table(call: &Call<'_>, faults: &[RollFault]) -> Table {
    let tr = call.tr;
    let rows = faults.iter().map(|fault| {
        let column = fault.column.map_or("", earnest_model::people::roll::RollColumn::key);
        [fault.line.to_string(), column.to_owned(), call.words(&fault.message)].map(Cell::Text)
    });
    Table::new(tr.roll_faults())
        .column(tr.roll_column_line())
        .column(tr.roll_column_column())
        .column(tr.roll_column_fault())
        .rows(rows)
}

fn wanted(call: &Call<'_>, (counts, rows, seen): &(RollCounts, String, String)) -> Wanted {
    let tr = call.tr;
    if counts.is_nothing() {
        let said = Notice::new(Tone::Empty, tr.roll_nothing(counts.rows));
        return Wanted { said, counts: Vec::new(), rows: String::new(), seen: String::new() };
    }
    let all = [
        (counts.opened, tr.roll_opened(counts.opened)),
        (counts.given, tr.roll_given(counts.given)),
        (counts.ended, tr.roll_ended(counts.ended)),
        (counts.titled, tr.roll_titled(counts.titled)),
    ];
    let counted = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    Wanted {
        said: Notice::new(Tone::Done, tr.roll_sound(counts.rows)),
        counts: counted,
        rows: rows.clone(),
        seen: seen.clone(),
    }
}

/// Why what was sent is no table of people.
enum NoRoll {
    /// Line by line.
    Rows(Vec<RollFault>),
    /// As a whole.
    Whole(Message),
}

/// What was sent: the field it came by, and its rows.
fn sent(call: &Call<'_>) -> (&'static str, Result<Vec<RollRow>, NoRoll>) {
    let limits = Limits::default();
    let file = call.files.iter().find(|file| file.field == "file");
    let pasted = call.files.iter().any(|file| file.field == "rows" && file.too_large);
    let (field, bytes) = match file {
        Some(file) => ("file", file.bytes.as_slice()),
        None => ("rows", call.form.get("rows").as_bytes()),
    };
    // Neither of the two is left out.
    if file.is_some() && !call.form.get("rows").trim().is_empty() {
        return (field, Err(NoRoll::Whole(Message::new("error-set-up-units-twice"))));
    }
    if pasted || file.is_some_and(|file| file.too_large) {
        return (field, Err(NoRoll::Whole(ReadFault::Large(limits.bytes).message())));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return (field, Err(NoRoll::Whole(Message::new("error-roll-empty"))));
    }
    let left_out = |one: &LeftOut| format!("“{}”", shown(&one.says));
    let words =
        RollWords { role: &|text| role_meant(text, |lang| speaking(call.known, lang)), left_out: &left_out };
    let rows = roll_table(bytes, limits, &words).map_err(|fault| match fault {
        RollFileFault::Rows(faults) => NoRoll::Rows(faults),
        RollFileFault::Table(fault) => match fault.message() {
            (Some(line), message) => {
                NoRoll::Rows(vec![RollFault { line: u64::from(line), column: None, message }])
            }
            (None, message) => NoRoll::Whole(message),
        },
    });
    (field, rows)
}

/// What came of the rows.
enum Done {
    Brought(RollCounts),
    Looked(RollCounts, String),
}

pub(super) fn send(call: &Call<'_>) -> Outcome {
    let mut looked = Looked::default();
    let (field, rows) = sent(call);
    let rows = match rows {
        Ok(rows) => rows,
        Err(NoRoll::Rows(faults)) => {
            looked.errors.add(field, Message::new("error-roll-faults").with("count", faults.len()));
            looked.faults = faults;
            return form_again(&form(call, &looked));
        }
        Err(NoRoll::Whole(message)) => {
            looked.errors.add(field, message);
            return form_again(&form(call, &looked));
        }
    };
    let does = call.pressed("do", Looking::Look, Looking::parse)? == Looking::Bring;
    let text = || String::from_utf8_lossy(&roll_csv(&rows)).trim_start_matches('\u{feff}').to_owned();
    let done = match does {
        true => import_roll(&call.context(), &rows, Some(call.form.get("seen-changes"))).map(Done::Brought),
        false => check_roll(&call.context(), &rows).map(|(counts, seen)| Done::Looked(counts, seen)),
    };
    match done {
        Ok(Done::Brought(counts)) => {
            let done = counts.opened + counts.given + counts.ended + counts.titled;
            see(paths::people::account_import().asking("done", done.to_string()))
        }
        Ok(Done::Looked(counts, seen)) => {
            looked.counts = Some((counts, text(), seen));
            page(&form(call, &looked))
        }
        // Others came between: what it does now is shown, and asked again.
        Err(AppError::Refused(message)) => {
            let (counts, seen) = check_roll(&call.context(), &rows)?;
            looked.errors.add(field, message);
            looked.counts = Some((counts, text(), seen));
            form_again(&form(call, &looked))
        }
        Err(AppError::Roll(faults)) => {
            looked.errors.add(field, Message::new("error-roll-faults").with("count", faults.len()));
            looked.faults = faults;
            form_again(&form(call, &looked))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The file of those who are there.
pub(super) fn give(call: &Call<'_>) -> Outcome {
    let bytes = roll_csv(&export_roll(&call.context())?);
    Ok(Reply::File { media: "text/csv; charset=utf-8", name: format!("people-{}.csv", call.today), bytes })
}
