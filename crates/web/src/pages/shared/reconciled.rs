//! The figures of a text beside those of the register, as a table.

use crate::{
    frame::call::Call,
    look::{Cell, Counted, Named, Notice, Spoken, State, Table, Tone, caption},
    pages::paths,
};
use earnest_app::figures::text_reconcile::{
    Against, Aside, Figure, Reconciled, Value, Verdict, Wanted, reconcile_text,
};
use earnest_model::{figures::figure::Traced, id::ProgrammeId};

/// Which figures of a text are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those that the register contradicts.
    Contradicted,
}

/// The table: a row for each figure; where several of the register could be meant, one for each of them.
pub fn table(call: &Call<'_>, reconciled: &Reconciled, which: Which) -> Table {
    let tr = call.tr;
    let shown = |figure: &Figure, verdict: &Verdict| {
        which == Which::All || is_contradicted(reconciled, figure, verdict)
    };
    let lines = reconciled.lines.iter().filter(|(figure, verdict)| shown(figure, verdict));
    let rows: Vec<[Cell; 6]> =
        lines.flat_map(|(figure, verdict)| rows(call, reconciled, figure, verdict)).collect();
    Table::new(tr.reconcile_caption())
        .column(tr.reconcile_written())
        .column(tr.reconcile_counted())
        .numbers(tr.reconcile_line())
        .column(tr.reconcile_verdict())
        .numbers(tr.reconcile_register())
        .column(tr.figure_column_record())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.reconcile_none()))
}

/// The numbers of a unit's draft that the register contradicts today, by the programme that the draft is of, each a question; `None`
/// if there are none, or the reader reads no figures there.
pub fn contradicted(
    call: &Call<'_>,
    (unit, programme, round): (&str, Option<ProgrammeId>, Option<i32>),
    text: &str,
) -> Option<Table> {
    let spoken = Spoken::new(call.pack());
    let (unit, pack) = (Some(unit), call.pack());
    let wanted = Wanted { unit, programme, round, as_of: None, text, pack, words: &spoken };
    let reconciled = reconcile_text(&call.context(), &wanted).ok()?;
    let any = reconciled.lines.iter().any(|(figure, verdict)| is_contradicted(&reconciled, figure, verdict));
    any.then(|| table(call, &reconciled, Which::Contradicted))
}

/// Whether the register counts something else, whichever of several is meant.
fn is_contradicted(all: &Reconciled, figure: &Figure, verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Differs { .. } => true,
        Verdict::Ambiguous { candidates } => {
            !candidates.iter().filter_map(|at| all.register.get(*at)).any(|one| one.value == figure.value)
        }
        _ => false,
    }
}

fn rows(call: &Call<'_>, all: &Reconciled, figure: &Figure, verdict: &Verdict) -> Vec<[Cell; 6]> {
    let which: Vec<usize> = match verdict {
        Verdict::Agrees { with } | Verdict::Differs { with, .. } => vec![*with],
        Verdict::Ambiguous { candidates } => candidates.clone(),
        Verdict::AgreesWithAll { with } => with.clone(),
        Verdict::NotKnown | Verdict::Aside { .. } => Vec::new(),
    };
    let written = all.text.get(figure.span.clone()).unwrap_or_default();
    let row = |[count, what]: [Cell; 2]| {
        [
            Cell::from(written),
            figure.counted.as_deref().unwrap_or_default().into(),
            figure.line.to_string().into(),
            state(call, all, figure, verdict).into(),
            count,
            what,
        ]
    };
    if which.is_empty() {
        return vec![row([Cell::from(""), Cell::from("")])];
    }
    let against = which.iter().filter_map(|at| all.register.get(*at));
    against.map(|against| row(register(call, all, against))).collect()
}

fn state(call: &Call<'_>, all: &Reconciled, figure: &Figure, verdict: &Verdict) -> State {
    let tr = call.tr;
    match verdict {
        // `more than 547` where the register has 547.
        Verdict::Differs { by, .. } if by.numerator() == 0 => State::trouble(tr.reconcile_differs_just()),
        Verdict::Ambiguous { .. } if is_contradicted(all, figure, verdict) => {
            State::trouble(tr.reconcile_none_equal())
        }
        Verdict::Agrees { .. } | Verdict::AgreesWithAll { .. } => State::done(tr.reconcile_agrees()),
        Verdict::Differs { by, register_has_more: true, .. } => {
            State::trouble(tr.reconcile_differs_more(written(*by)))
        }
        Verdict::Differs { by, .. } => State::trouble(tr.reconcile_differs_less(written(*by))),
        Verdict::Ambiguous { .. } => State::under_way(tr.reconcile_ambiguous()),
        Verdict::NotKnown => State::not_begun(tr.reconcile_unknown()),
        Verdict::Aside { why: Aside::Story } => State::not_begun(tr.reconcile_story()),
        Verdict::Aside { why: Aside::Furniture } => State::not_begun(tr.reconcile_furniture()),
        Verdict::Aside { why: Aside::NoCount } => State::not_begun(tr.reconcile_no_count()),
    }
}

/// At most two places: the exact share stands with its records.
fn written(value: Value) -> String {
    let hundredths = (value.numerator().saturating_mul(100) + value.denominator() / 2) / value.denominator();
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") }
}

/// What the register counts, with the way to its records, and over what.
fn register(call: &Call<'_>, all: &Reconciled, against: &Against) -> [Cell; 2] {
    let href = |figure: &Traced| paths::figures::traced(figure, &against.code, &all.whose.code);
    let named = Named { code: &against.code, name: &against.name, whose: &all.whose };
    let said = |figure: &Traced| {
        let scope = caption(call.tr, call.pack(), figure.trace(), named);
        Cell::Noted(call.word_of(figure.name()), scope)
    };
    match against.figures.as_slice() {
        [] => [Cell::from(""), Cell::from("")],
        [one] => [Counted::new(call.tr, one, href(one)).into(), said(one)],
        parts @ [first, ..] => {
            let value = written(against.value);
            let words = if against.share { call.tr.reconcile_share(value) } else { value };
            // The way to the records of each part: those of one are not those of all.
            let way = |part: &Traced| {
                let (scope, figure) =
                    (caption(call.tr, call.pack(), part.trace(), named), call.word_of(part.name()));
                (call.tr.reconcile_part(figure, scope, part.value().to_string()), href(part))
            };
            let ways = parts.iter().map(way).collect();
            [Cell::from(words), Cell::Ways(call.word_of(first.name()), ways)]
        }
    }
}
