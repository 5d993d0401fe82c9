//! The three ledgers as pages: filters stand in the address, pages follow by key, and each is a file as well.

use super::{
    book::paper,
    filter::{Questions, filter, questions},
    look_backs::show::share_words,
    notices,
    words::{Speaker, file_name, label, name},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Amount, Cell, Counted, Figure, Figures, Nav, Notice, Paging, Shell, State, Table, Tone},
    pages::{paths, shared::measure_state::measure_state},
};
use askama::Template;
use earnest_app::{
    AppError, LedgerFilter, LedgerLine,
    ledger::{
        book_show::{Book, show_book},
        findings::unlisted_show::show_unlisted,
        ledger_show::show_ledger,
    },
};
use earnest_model::{
    figures::count::Count,
    id::{MeasureId, ProblemId},
    ledger::{
        book::{BookRow, Column, LedgerKind},
        findings::problem::ProblemState,
        measures::measure::MeasureState,
    },
    permit::{ActionKind, may_somewhere},
};
use earnest_papers::BookCell;

/// Lines of a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/ledger/ledger.html")]
struct LedgerPage {
    shell: Shell,
    /// The three ledgers: name, address, whether it is this one.
    kinds: Vec<(String, String, bool)>,
    action: String,
    import_at: String,
    inquiries: String,
    questions: Questions,
    may_report: bool,
    unit: String,
    headline: Option<(String, String)>,
    /// How many units directly beneath have no signed list, and the way to them.
    unlisted: Option<Figures>,
    table: Table,
    paging: Paging,
    /// Whether the papers of ticked rows are to be had.
    notices: bool,
}

/// Where a ledger stands.
pub fn place(kind: LedgerKind) -> String {
    match kind {
        LedgerKind::Problems => paths::ledger::problems(),
        LedgerKind::Rectification => paths::ledger::ledger(),
        LedgerKind::Supervision => paths::ledger::supervision(),
    }
}

pub fn ledger(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let kind = LedgerKind::Rectification;
    let filter = filter(call, kind, PAGE)?;
    if call.wants_file() {
        return file(call, kind, filter);
    }
    let found = show_ledger(&call.context(), unit(call), filter)?;
    let name_of_unit = found.unit.name.as_str();
    let table = Table::new(tr.ledger_caption(name_of_unit))
        .column(tr.ledger_column_measure())
        .by("measure")
        .column(tr.ledger_column_unit())
        .by("unit")
        .column(tr.ledger_column_aspect())
        .by("aspect")
        .column(tr.measure_owner())
        .by("owner")
        .column(tr.ledger_column_due())
        .by("due")
        .column(tr.ledger_column_state())
        .by("state")
        .rows(found.lines.iter().map(|line| row(call, line)))
        .or_say(Notice::new(Tone::Empty, tr.ledger_empty()));
    let notices = notices::are_had(call) && !found.lines.is_empty();
    let table = match notices {
        true => table.ticked(notices::TICKS, found.lines.iter().map(|line| line.measure.id)),
        false => table,
    };
    let table = call.arranged_by(table, &["due", "unit", "owner"])?;
    let paging = Paging::new(tr, found.lines.len(), found.total).next(next(call, found.next));
    let share = found.stayed_closed.as_ref();
    let headline = share.map(|share| (share_words(call, share), paths::ledger::look_back(share.draw)));
    page(&LedgerPage { headline, notices, ..template(call, kind, name_of_unit, table, paging)? })
}

pub fn problems(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let kind = LedgerKind::Problems;
    let filter = filter(call, kind, PAGE)?;
    if call.wants_file() {
        return file(call, kind, filter);
    }
    let found = show_book(&call.context(), kind, unit(call), filter)?;
    let table = Table::new(tr.ledger_problems_caption(found.unit.name.as_str()))
        .column(tr.problem_column())
        .column(tr.ledger_column_unit())
        .by("unit")
        .column(tr.ledger_column_aspect())
        .by("aspect")
        .column(label(tr, Column::Topic))
        .by("topic")
        .column(tr.problem_level())
        .by("level")
        .column(tr.ledger_column_closed())
        .by("closed")
        .column(tr.ledger_column_state())
        .by("state");
    let missing = show_unlisted(&call.context(), unit(call))?;
    let mut shown = problem_or_checked(call, &found, table, |row, speaker| problem_row(call, row, speaker))?;
    shown.unlisted = (missing.of.value() > 0).then(|| {
        let unlisted = of_unit(call, paths::ledger::unlisted());
        let count = Counted::part(tr, &Count::of(&missing.units), &missing.of, unlisted);
        Figures::new([Figure::of(&count, tr.ledger_unlisted())])
    });
    page(&shown)
}

pub fn supervision(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let kind = LedgerKind::Supervision;
    let filter = filter(call, kind, PAGE)?;
    if call.wants_file() {
        return file(call, kind, filter);
    }
    let found = show_book(&call.context(), kind, unit(call), filter)?;
    let table = Table::new(tr.ledger_supervision_caption(found.unit.name.as_str()))
        .column(tr.ledger_column_measure())
        .column(tr.ledger_column_unit())
        .by("unit")
        .column(tr.ledger_column_due())
        .by("due")
        .column(tr.ledger_column_visited())
        .by("visited")
        .column(tr.ledger_column_recheck())
        .by("recheck")
        .column(tr.ledger_column_state())
        .by("state");
    page(&problem_or_checked(call, &found, table, |row, speaker| checked_row(call, row, speaker))?)
}

fn problem_or_checked<const COLUMNS: usize>(
    call: &Call<'_>,
    found: &Book,
    table: Table,
    row: impl Fn(&BookRow, &Speaker) -> [Cell; COLUMNS],
) -> Result<LedgerPage, AppError> {
    let tr = call.tr;
    let speaker = Speaker::new(call.pack(), call.tr, found.kind);
    let empty = match found.kind {
        LedgerKind::Problems => tr.ledger_problems_empty(),
        _ => tr.ledger_empty(),
    };
    let table =
        table.rows(found.rows.iter().map(|one| row(one, &speaker))).or_say(Notice::new(Tone::Empty, empty));
    // Problems stand as they were registered.
    let orders: &[&str] = if found.kind == LedgerKind::Problems { &[] } else { &["due", "unit"] };
    let table = call.arranged_by(table, orders)?;
    let paging = Paging::new(tr, found.rows.len(), found.total).next(next(call, found.next));
    template(call, found.kind, found.unit.name.as_str(), table, paging)
}

fn unit<'c>(call: &Call<'c>) -> Option<&'c str> {
    Some(call.query.get("unit")).filter(|code| !code.is_empty())
}

fn next(call: &Call<'_>, after: Option<i64>) -> Option<String> {
    after.map(|after| call.here(&call.query.with("after", &after.to_string())))
}

/// An address for the unit that is asked for.
fn of_unit(call: &Call<'_>, path: String) -> String {
    unit(call).into_iter().fold(path, |path, code| path.asking("unit", code))
}

fn template(
    call: &Call<'_>,
    kind: LedgerKind,
    unit_name: &str,
    table: Table,
    paging: Paging,
) -> Result<LedgerPage, AppError> {
    let tr = call.tr;
    let mut shell = Shell { title: tr.ledger_title().into_owned(), ..caption(call, kind, unit_name) };
    if let Ok(Some(number)) = call.asked::<i64>("brought") {
        shell = shell.notice(Notice::new(Tone::Done, tr.ledger_brought(number)));
    }
    Ok(LedgerPage {
        shell,
        kinds: LedgerKind::ALL
            .iter()
            .map(|one| (name(call.tr, *one), of_unit(call, place(*one)), *one == kind))
            .collect(),
        action: place(kind),
        inquiries: of_unit(call, paths::ledger::inquiries()),
        import_at: of_unit(call, paths::ledger::import()),
        questions: questions(call, kind)?,
        may_report: may_somewhere(ActionKind::ReportProblems, call.actor, call.today),
        unit: unit(call).unwrap_or_default().to_owned(),
        headline: None,
        unlisted: None,
        notices: false,
        table,
        paging,
    })
}

/// The frame of a ledger: as its file is called, by the ledger's own name.
fn caption(call: &Call<'_>, kind: LedgerKind, unit_name: &str) -> Shell {
    let tr = call.tr;
    let lede = match kind {
        LedgerKind::Problems => tr.ledger_problems_lede(unit_name),
        LedgerKind::Rectification => tr.ledger_lede(unit_name),
        LedgerKind::Supervision => tr.ledger_supervision_lede(unit_name),
    };
    call.shell_of_list(Some(Nav::Ledger), name(tr, kind)).lede(lede)
}

/// The ledger as a file, with its customary columns and the filter of the address.
fn file(call: &Call<'_>, kind: LedgerKind, filter: LedgerFilter) -> Outcome {
    let found = show_book(&call.context(), kind, unit(call), filter)?;
    let rows = found.rows.iter().map(|row| row.cells().iter().cloned().map(BookCell::from).collect());
    let shell = caption(call, kind, found.unit.name.as_str());
    call.book_file(&shell, (file_name(kind), found.next.is_some()), &paper(call, kind, rows))
}

fn row(call: &Call<'_>, line: &LedgerLine) -> [Cell; 6] {
    let measure = &line.measure;
    let due = measure.due_on.map_or(call.word("time-class-standing"), |day| call.tr.date_iso(day));
    let late = measure.is_overdue(call.today);
    [
        Cell::Link(measure.body.clone(), paths::ledger::measure(measure.id)),
        Cell::link(line.unit_name.as_str(), paths::units::unit(&line.unit_code)),
        Cell::Text(call.pack().aspect_name(&line.aspect, call.lang.tag()).to_owned()),
        Cell::from(measure.owner.as_str()),
        match measure.due_on.filter(|_| late) {
            Some(day) => {
                let days = i64::from((call.today - day).get_days());
                State::trouble(call.tr.ledger_due_late(days, due)).into()
            }
            None => Cell::Text(due),
        },
        state(call, line).into(),
    ]
}

/// The state of the measure; that of its problem while it does not count yet.
fn state(call: &Call<'_>, line: &LedgerLine) -> State {
    match line.problem_state {
        ProblemState::Signed => measure_state(call, line.measure.state),
        ProblemState::Reported => State::not_begun(call.tr.ledger_unsigned()),
        ProblemState::Returned => State::trouble(call.tr.ledger_returned()),
        ProblemState::Merged | ProblemState::NotSubstantiated => {
            State::not_begun(call.word_of(line.problem_state))
        }
    }
}

/// What a cell of a row shows in the language of the page.
fn said(kind: LedgerKind, row: &BookRow, speaker: &Speaker, column: Column) -> String {
    kind.place(column).map(|place| speaker.say(place, row.cell(kind, column))).unwrap_or_default()
}

fn problem_row(call: &Call<'_>, row: &BookRow, speaker: &Speaker) -> [Cell; 7] {
    use Column as C;
    let kind = LedgerKind::Problems;
    let said = |column| said(kind, row, speaker, column);
    let state = said(C::ProblemState);
    let number = |column| row.cell(kind, column).parse::<i64>().unwrap_or_default();
    // The signed words stand; what is proposed in their place stands below them.
    let words = match row.cell(kind, C::Proposal) {
        "" => said(C::Problem),
        proposal => call.tr.proposal_below(proposal.lines().next().unwrap_or_default(), said(C::Problem)),
    };
    [
        Cell::Link(words, paths::ledger::problem(ProblemId(row.id))),
        Cell::Link(said(C::Unit), paths::units::unit(&said(C::UnitCode))),
        Cell::Text(said(C::Aspect)),
        match said(C::Topic) {
            none if none.is_empty() => Cell::NotYet(call.tr.common_not_yet().into_owned()),
            topic => Cell::Text(topic),
        },
        Cell::Text(said(C::Level)),
        match number(C::Measures) {
            0 => Cell::NotYet(call.tr.common_not_yet().into_owned()),
            all => Amount::told_of(call.tr, number(C::Closed), all).into(),
        },
        match ProblemState::parse(row.cell(kind, C::ProblemState)) {
            Ok(ProblemState::Signed) => State::done(state).into(),
            Ok(ProblemState::Returned) => State::trouble(state).into(),
            _ => State::not_begun(state).into(),
        },
    ]
}

fn checked_row(call: &Call<'_>, row: &BookRow, speaker: &Speaker) -> [Cell; 6] {
    use Column as C;
    let kind = LedgerKind::Supervision;
    let said = |column| said(kind, row, speaker, column);
    let or_dash = |text: String| match text.as_str() {
        "" => Cell::NotYet(call.tr.common_not_yet().into_owned()),
        _ => Cell::Text(text),
    };
    let due = match row.cell(kind, C::DueOn) {
        "" => call.word("time-class-standing"),
        day => day.to_owned(),
    };
    let state = MeasureState::parse(row.cell(kind, C::State)).unwrap_or(MeasureState::Registered);
    let late = !state.is_closed() && row.cell(kind, C::DueOn).parse().is_ok_and(|day| call.today > day);
    [
        Cell::Link(said(C::Measure), paths::ledger::measure(MeasureId(row.id))),
        Cell::Link(said(C::Unit), paths::units::unit(&said(C::UnitCode))),
        if late { State::trouble(due).into() } else { Cell::Text(due) },
        or_dash(said(C::VisitedOn)),
        or_dash(said(C::Recheck)),
        measure_state(call, state).into(),
    ]
}
