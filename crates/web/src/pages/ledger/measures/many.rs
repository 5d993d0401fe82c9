//! Several closures verified at once: ticked, looked at together, closed or sent back with the same words, an act for each.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
        weighed::Weighed,
    },
    look::{Choice, Control, ErrorSummary, Field, FileList, Nav, Notice, Shell, Tone},
    pages::{
        paths,
        shared::{files::list, owed},
    },
};
use askama::Template;
use earnest_app::{
    desk::closures_waiting::{WaitingClosure, waiting_closures},
    ledger::measures::measure_step::verify_many,
};
use earnest_model::{choice::YesNo, id::MeasureId, message::FieldErrors};

/// Measures on the page.
const MOST: i64 = 100;

/// A measure that waits.
struct Line {
    id: i64,
    ticked: bool,
    words: String,
    about: String,
    late: Option<String>,
    href: String,
    fault: Option<String>,
    /// What proves it, in the unit's words.
    evidence: Option<String>,
    files: Option<FileList>,
    /// Whether nothing proves it.
    unproved: bool,
}

#[derive(Template)]
#[template(path = "pages/ledger/measures/many.html")]
struct ManyPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    none: Option<String>,
    lines: Vec<Line>,
    fields: Vec<Field>,
    empty: Option<Notice>,
}

pub fn waiting(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<ManyPage, Fault> {
    let tr = call.tr;
    let waiting = waiting_closures(&call.context(), MOST)?;
    let ticked: Vec<MeasureId> = call.form.any_of("measure").unwrap_or_default();
    let lines: Vec<Line> = waiting.first.iter().map(|one| line(call, one, &ticked, errors)).collect();
    let sent = call.form.get("decision");
    let answers = [(YesNo::Yes.key(), tr.measure_verify_yes()), (YesNo::No.key(), tr.measure_verify_no())];
    let choices = answers.map(|(answer, words)| Choice::new(answer, words, answer == sent));
    let fields = vec![
        Field::new("decision", tr.measure_decision(), Control::One(choices.to_vec()))
            .error(call.fault(errors, "decision")),
        Field::new("remarks", tr.measure_remarks(), Control::Lines(3))
            .value(call.form.get("remarks"))
            .help(tr.measure_remarks_help())
            .error(call.fault(errors, "remarks")),
    ];
    let mut shell = call
        .shell(Some(Nav::Ledger), tr.many_title())
        .crumb(tr.desk_title(), Some(&paths::desk::desk()))
        .lede(tr.many_lede(waiting.all));
    if waiting.for_period > 0 {
        let words = tr.many_for_period(waiting.for_period);
        shell = shell.notice(Notice::new(Tone::Empty, words).text(tr.many_for_period_text()));
    }
    if let Some(done) = call.asked::<i64>("done")? {
        shell = shell.notice(Notice::new(Tone::Done, tr.many_done(done)));
    }
    Ok(ManyPage {
        shell,
        errors: ErrorSummary::of(tr, &fields),
        none: call.fault(errors, "measure"),
        empty: lines.is_empty().then(|| Notice::new(Tone::Empty, tr.desk_empty())),
        lines,
        fields,
    })
}

fn line(call: &Call<'_>, waiting: &WaitingClosure, ticked: &[MeasureId], errors: &FieldErrors) -> Line {
    let one = &waiting.owed;
    let evidence = waiting.measure.evidence.clone().filter(|words| !words.trim().is_empty());
    Line {
        unproved: evidence.is_none() && waiting.files.is_empty(),
        evidence,
        files: (!waiting.files.is_empty()).then(|| list(call, &waiting.files)),
        id: one.id,
        ticked: ticked.contains(&MeasureId(one.id)),
        words: owed::words(call.tr, one),
        about: owed::about(one).unwrap_or_default(),
        late: owed::late(call, one),
        href: owed::href(one),
        fault: call.fault(errors, &format!("measure-{}", one.id)),
    }
}

/// What follows: each measure that was ticked, by its words.
pub fn weigh(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let tr = call.tr;
    let close = call.chosen("decision", YesNo::parse)? == YesNo::Yes;
    let ticked: Vec<MeasureId> = call.form.any_of("measure")?;
    if ticked.is_empty() {
        return Ok(None);
    }
    let waiting = waiting_closures(&call.context(), MOST)?;
    let chosen = waiting.first.iter().map(|one| &one.owed).filter(|one| ticked.contains(&MeasureId(one.id)));
    let follows = chosen.map(|one| {
        let about = owed::about(one).unwrap_or_default();
        format!("{} · {about}", owed::words(tr, one))
    });
    let count = ticked.len();
    let mut missing = Vec::new();
    if call.form.get("remarks").trim().is_empty() {
        missing.push(tr.sure_close_no_words().into_owned());
    }
    Ok(Some(Weighed {
        title: if close { tr.many_close(count) } else { tr.many_return(count) },
        follows: follows.collect(),
        missing,
        never: if close { vec![tr.sure_close_never().into_owned()] } else { Vec::new() },
        digits: None,
        back: paths::ledger::verify_many(),
    }))
}

pub fn verify(call: &Call<'_>) -> Outcome {
    let end = call.chosen("decision", YesNo::parse).and_then(|decision| {
        let ticked: Vec<MeasureId> = call.form.any_of("measure")?;
        verify_many(&call.context(), &ticked, decision == YesNo::Yes, call.form.get("remarks"))
    });
    after_form(
        end,
        |done| see(paths::ledger::verify_many().asking("done", done)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
