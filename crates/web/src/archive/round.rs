//! The file of a round that is closed.

use super::{
    ask::{Place, Reader},
    index::{Index, index},
    members::{Members, zip},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        paper::is_for_a_character,
        reply::{Fault, Outcome},
        state::State,
    },
    pages::paths,
};
use earnest_app::{
    AppError,
    anchor::archive_check::{INDEX, PUBLISHED},
    draws::{
        assessors_draw::assessor_lots,
        draw_show::{DrawBrief, list_draws, show_draw},
    },
    figures::report_freeze::show_frozen,
    nearest::OfList,
    programmes::round_file::{RoundFile, circular_bytes, may_take_file, read_round_file},
};
use earnest_model::{
    Date, Timestamp,
    id::{CircularId, RoundId},
    paper::PaperKind,
};
use serde_json::json;

/// The most draws of one round.
const DRAWS: i64 = 1_000;

/// The file, for whoever may take it.
pub(super) fn file(call: &Call<'_>) -> Outcome {
    let id: RoundId = call.id("id")?;
    may_take_file(&call.context(), id)?;
    Ok(zip(format!("round-{id}.zip"), archive(&Reader::of(call), id)?))
}

/// Makes it. What it says is of the last act about the round: made again, it is the same until there is another one.
///
/// # Errors
/// Whoever asks may not take it, the round is not closed, or a paper can't be set.
pub(super) fn archive(reader: &Reader<'_>, id: RoundId) -> Result<Vec<u8>, Fault> {
    let file = read_round_file(&reader.context(), id)?;
    // Where it is reached by mail is of no account to whoever has it alone.
    let state = State { mail: None, address: None, ..reader.state.clone() };
    let last = file.kept.acts.last().and_then(|act| act.entry.at.parse::<Timestamp>().ok());
    let now = last.unwrap_or(reader.now);
    let day = reader.known.organisation.zone.day(now);
    let today = state.settings.today.map_or(day, |held| held.min(day));
    let keeper = Reader { state: &state, actor: file.keeper.clone(), now, today, ..reader.clone() };
    let mut members = Members::default();
    papers(&keeper, &file, &mut members)?;
    records(&keeper, &file, &mut members)?;
    keeper.with(Place::nowhere(), |call| {
        members.put_journal(
            &file.kept,
            (call.tr.archive_is_acts().into_owned(), call.tr.archive_is_checkpoint().into_owned()),
        );
        let facts = facts(call, &file);
        let title = call.tr.archive_round_title(i64::from(file.round.number), file.round.topic.as_str());
        members.put("round.json", call.tr.archive_is_round(), told(&file, today).to_string() + "\n");
        let left_out = Some(call.tr.archive_left_out_text().into_owned());
        let page = Index { title: &title, facts: &facts, left_out, kept: &file.kept };
        let page = index(call, &page, &members)?;
        members.put(INDEX, "", page);
        Ok::<(), Fault>(())
    })?;
    members.pack()
}

/// The papers, and byte for byte what was published.
fn papers(keeper: &Reader<'_>, file: &RoundFile, members: &mut Members) -> Result<(), Fault> {
    let tr = keeper.tr();
    for id in &file.circulars {
        put_circular(keeper, *id, members)?;
    }
    if let Some(standard) = &file.standard {
        let (name, is) = (format!("standard-{}", standard.id), tr.archive_is_standard());
        let page = paths::programmes::standard(standard.id);
        put_paper(keeper, PaperKind::Standard, (&name, &is, page), members)?;
    }
    for id in &file.reports {
        let (name, is) = (format!("report-{id}"), tr.archive_is_report());
        let report = show_frozen(&keeper.context(), *id)?.report;
        if report.signed_on.is_none() {
            // What the head did not sign is not published: that there is one is said, and why it is not here.
            members.lack(format!("papers/{name}.pdf"), tr.archive_report_unsigned().into_owned());
            continue;
        }
        put_paper(keeper, PaperKind::Report, (&name, &is, paths::figures::report_frozen(*id)), members)?;
        let bytes = report.made.bytes();
        members.put(format!("{PUBLISHED}report-{id}.json"), tr.archive_is_published(), bytes);
    }
    for draw in draws(keeper, file.round.id)? {
        let (name, is) = (format!("draw-{}", draw.id), tr.archive_is_draw());
        put_paper(keeper, PaperKind::DrawRecord, (&name, &is, paths::draws::draw(draw.id)), members)?;
        put_draw(keeper, &draw, (PUBLISHED, members))?;
        for lot in assessor_lots(&keeper.context(), draw.id)? {
            members.put(
                format!("{PUBLISHED}assessors-{}.json", lot.id),
                tr.archive_is_lot(),
                lot.certificate,
            );
        }
    }
    Ok(())
}

/// The paper of a page, if the programme has papers of its kind. One with a character that no font has is left out and named.
pub(super) fn put_paper(
    reader: &Reader<'_>,
    of: PaperKind,
    (name, is, page): (&str, &str, String),
    members: &mut Members,
) -> Result<(), Fault> {
    if !reader.known.pack.has_paper(of) {
        return Ok(());
    }
    let file = format!("papers/{name}.pdf");
    match reader.file(&page.asking("as", "pdf")) {
        Ok(bytes) => members.put(file, is, bytes),
        // What was written once stays written: nothing else is kept back for it.
        Err(Fault::App(AppError::Refused(message))) if is_for_a_character(&message) => {
            members.lack(file, reader.words(&message));
        }
        Err(fault) => return Err(fault),
    }
    Ok(())
}

/// A version of a circular, for the file of its round as for its bundle: paper, table, and byte for byte what was published.
pub(super) fn put_circular(reader: &Reader<'_>, id: CircularId, members: &mut Members) -> Result<(), Fault> {
    let (tr, name, page) = (reader.tr(), format!("circular-{id}"), paths::circulars::circular(id));
    let table = reader.file(&page.clone().asking("as", "csv"))?;
    put_paper(reader, PaperKind::Circular, (&name, &tr.archive_is_circular(), page), members)?;
    members.put(format!("records/{name}.csv"), tr.archive_is_circular_table(), table);
    let bytes = circular_bytes(&reader.context(), id)?;
    members.put(format!("{PUBLISHED}{name}.json"), tr.archive_is_published(), bytes);
    Ok(())
}

/// The draws of a round, the first one first.
pub(super) fn draws(reader: &Reader<'_>, round: RoundId) -> Result<Vec<DrawBrief>, Fault> {
    let mut draws = list_draws(&reader.context(), OfList::from(round), DRAWS)?.draws;
    draws.reverse();
    Ok(draws)
}

/// Byte for byte what was published of a draw: its frame, what was left out, its certificate.
pub(super) fn put_draw(
    reader: &Reader<'_>,
    draw: &DrawBrief,
    (folder, members): (&str, &mut Members),
) -> Result<(), Fault> {
    let (tr, id) = (reader.tr(), draw.id);
    let shown = show_draw(&reader.context(), id)?.draw;
    members.put(format!("{folder}draw-{id}-frame.csv"), tr.archive_is_frame(), shown.public.frame);
    if let Some(excluded) = shown.exclusions {
        members.put(format!("{folder}draw-{id}-excluded.csv"), tr.archive_is_excluded(), excluded);
    }
    if let Some(certificate) = shown.public.certificate {
        members.put(format!("{folder}draw-{id}.json"), tr.archive_is_certificate(), certificate);
    }
    Ok(())
}

/// The records: the lists of the pages, each as CSV and as JSON.
fn records(keeper: &Reader<'_>, file: &RoundFile, members: &mut Members) -> Result<(), Fault> {
    let (tr, round) = (keeper.tr(), file.round.id);
    let of = |list: String| list.asking("round", round);
    let mut lists = vec![
        ("plans".to_owned(), of(paths::plans::plans()), tr.plan_list_title()),
        ("sessions".to_owned(), of(paths::sessions::seminars()), tr.seminar_list_title()),
        ("observations".to_owned(), of(paths::assessing::observations()), tr.observation_list_title()),
        ("sheets".to_owned(), of(paths::assessing::sheets()), tr.sheet_list_title()),
        ("ratings".to_owned(), of(paths::assessing::ratings()), tr.rating_list_title()),
        ("problems".to_owned(), of(paths::ledger::problems()), tr.archive_is_problems()),
        ("measures".to_owned(), of(paths::ledger::ledger()), tr.archive_is_measures()),
        ("visits".to_owned(), of(paths::visits::visits()), tr.visits_title()),
    ];
    for draw in draws(keeper, round)? {
        lists.push((format!("draw-{}", draw.id), paths::draws::draw(draw.id), tr.archive_is_draw_list()));
    }
    for (name, page, is) in lists {
        for kind in ["csv", "json"] {
            let bytes = keeper.file(&page.clone().asking("as", kind))?;
            members.put(format!("records/{name}.{kind}"), is.as_ref(), bytes);
        }
    }
    Ok(())
}

/// What the index says of the round.
fn facts(call: &Call<'_>, file: &RoundFile) -> Vec<(String, String)> {
    let (tr, round) = (call.tr, &file.round);
    let mut facts = vec![
        (tr.archive_organiser(), format!("{} ({})", file.organiser.name, file.organiser.code)),
        (tr.round_programme_of(), file.programme.title.clone()),
        (tr.round_opens(), tr.date_long(round.opens_on)),
        (tr.round_ends(), tr.date_long(round.ends_on)),
        (tr.archive_closed(), tr.date_long(file.closed_on)),
        (tr.archive_by_days(), tr.archive_by_days_text().into_owned()),
    ];
    if let Some(last) = file.kept.acts.last() {
        facts.push((tr.archive_as_of(), tr.archive_as_of_act(last.entry.place, call.moment(&last.entry.at))));
    }
    facts.into_iter().map(|(term, says)| (term.into_owned(), says)).collect()
}

/// The same for programs.
fn told(file: &RoundFile, as_of: Date) -> serde_json::Value {
    let round = &file.round;
    json!({
        "format": "earnest-round-file/1",
        "round": { "id": round.id, "number": round.number, "topic": round.topic, "state": round.state.key(),
            "opens_on": round.opens_on, "plans_due_on": round.plans_due_on, "ends_on": round.ends_on,
            "closed_on": file.closed_on },
        "organiser": { "code": file.organiser.code, "name": file.organiser.name },
        "programme": { "id": round.programme, "title": file.programme.title },
        "standard": file.standard.as_ref().map(|standard| json!({ "id": standard.id, "version": standard.version })),
        "as_of": as_of,
        "acts": file.kept.acts.len(),
        "last_act": file.kept.acts.last().map(|act| act.entry.place),
        "checkpoint": file.kept.checkpoint.as_ref().map(|signed| signed.size),
    })
}
