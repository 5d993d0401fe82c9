//! The form of a sheet: the items of the standard, block by block; it works on a phone.

use super::heard::{self, SpeakerFields};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        drafts::drafted,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::{paths, shared::material},
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::sheet_submit::{Occasion, blank_sheet, submit_sheet},
};
use earnest_model::{
    assessing::sheet::{Hearable, SheetForm},
    message::FieldErrors,
    programmes::standard::{Block, Item, SheetKind},
};

/// A block of the form: heading, where its evidence stands, and for each item the mark and the reason.
struct BlockFields {
    title: String,
    evidence: String,
    items: Vec<(Field, Field)>,
}

#[derive(Template)]
#[template(path = "pages/assessing/sheets/fill.html")]
struct FillPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    opened: String,
    materials: Vec<material::Material>,
    /// Which session was heard.
    which: Vec<Field>,
    speakers: Vec<SpeakerFields>,
    /// What asks for one speaker more.
    more: Vec<(&'static str, String)>,
    session: Vec<Field>,
    blocks: Vec<BlockFields>,
    vetoes: Field,
    remarks: Field,
}

pub(super) fn blank(call: &Call<'_>) -> Outcome {
    let key = match occasion(call)? {
        Occasion::Observation(id) => paths::assessing::sheet_new().asking("observation", id),
        Occasion::SpotCheck(id) => paths::assessing::sheet_new().asking("spot_check", id),
    };
    drafted(call, &key, |call| page(&page_of(call, &FieldErrors::new())?))
}

pub(super) fn submit(call: &Call<'_>) -> Outcome {
    let occasion = occasion(call)?;
    if heard::asks_for_more(call) {
        return page(&page_of(call, &FieldErrors::new())?);
    }
    let standard = blank_sheet(&call.context(), occasion)?.standard.standard;
    let names =
        if occasion.kind() == SheetKind::Observation { heard::names(call, &standard) } else { Vec::new() };
    let form = SheetForm {
        marks: call.form.with_prefix("mark-").collect(),
        reasons: call.form.with_prefix("reason-").collect(),
        vetoes: call.form.all("veto").collect(),
        remarks: call.form.get("remarks"),
        opened: call.form.get("opened"),
        heard: heard::form(call, &names),
        session: call.form.get("session"),
        heard_on: call.form.get("heard_on"),
    };
    after_form(
        submit_sheet(&call.context(), occasion, &form),
        |id| see(paths::assessing::sheet(id)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

fn occasion(call: &Call<'_>) -> Result<Occasion, AppError> {
    let observation = call.asked("observation")?.map(Occasion::Observation);
    let check = call.asked("spot_check")?.map(Occasion::SpotCheck);
    observation.or(check).ok_or(AppError::NotFound)
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<FillPage, Fault> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let occasion = occasion(call)?;
    let blank = blank_sheet(&call.context(), occasion)?;
    let standard = &blank.standard.standard;
    let blocks: Vec<_> =
        standard.blocks_on(occasion.kind()).map(|block| block_fields(call, errors, block)).collect();
    let ticked = |key: &str| call.form.all("veto").any(|sent| sent == key);
    let vetoes = standard
        .vetoes
        .iter()
        .map(|veto| Choice::new(veto.key.as_str(), veto.name.get(tag), ticked(&veto.key)));
    let vetoes = Field::new("veto", tr.sheet_vetoes(), Control::Any(vetoes.collect()))
        .help(tr.sheet_vetoes_help())
        .optional(tr);
    let remarks = Field::new("remarks", tr.sheet_remarks(), Control::Lines(4))
        .value(call.form.get("remarks"))
        .error(call.fault(errors, "remarks"))
        .optional(tr);
    let (speakers, session) = match occasion.kind() {
        SheetKind::Observation => {
            (heard::speakers(call, errors, standard), heard::session(call, errors, standard))
        }
        SheetKind::Materials => (Vec::new(), Vec::new()),
    };
    let which = match occasion.kind() {
        SheetKind::Observation => which(call, errors, &blank.hearable),
        SheetKind::Materials => Vec::new(),
    };
    let heard = which.iter().chain(speakers.iter().flat_map(|speaker| &speaker.fields)).chain(&session);
    let all = blocks.iter().flat_map(|block| block.items.iter().flat_map(|(mark, reason)| [mark, reason]));
    let errors = ErrorSummary::of(tr, heard.chain(all).chain([&remarks]));
    let round = i64::from(blank.round.number);
    let kind = call.word_of(occasion.kind());
    let shell = call
        .shell(Some(Nav::Observations), tr.sheet_fill_title(blank.name.as_str()))
        .lede(tr.sheet_fill_lede(kind, round, i64::from(blank.standard.version)))
        .crumb(tr.sheet_list_title(), Some(&paths::assessing::sheets()));
    let action = call.here(call.query);
    let opened = call.form.find("opened").map_or_else(|| call.context().now.to_string(), str::to_owned);
    let materials =
        blank.call_up.as_ref().map_or(Vec::new(), |asked| material::said(call, asked, &blank.code));
    Ok(FillPage {
        shell,
        errors,
        action,
        opened,
        materials,
        which,
        more: (!speakers.is_empty())
            .then(|| (heard::MORE, tr.heard_more().into_owned()))
            .into_iter()
            .collect(),
        speakers,
        session,
        blocks,
        vetoes,
        remarks,
    })
}

/// Which session was heard: one that the unit recorded, or the day, where it recorded none yet.
fn which(call: &Call<'_>, errors: &FieldErrors, hearable: &Hearable) -> Vec<Field> {
    let tr = call.tr;
    let held: Vec<_> = hearable.held(call.today).collect();
    let only = hearable.only_seminar(call.today).map(|session| session.to_string()).unwrap_or_default();
    let chosen = call.form.find("session").unwrap_or(&only);
    let none = Choice::new("", tr.sheet_session_unrecorded(), chosen.is_empty());
    let sessions = held.iter().map(|heard| {
        let key = heard.session.to_string();
        let is = key == chosen;
        let (kind, minutes) = (call.word_of(heard.kind), tr.seminar_minutes(i64::from(heard.minutes)));
        Choice::new(key, format!("{kind} · {} · {minutes}", tr.date_long(heard.day)), is)
    });
    let day = hearable.sent_for.filter(|day| *day <= call.today && held.is_empty());
    let preset = day.map(|day| day.to_string()).unwrap_or_default();
    let mut fields = Vec::new();
    if !held.is_empty() {
        let all = Control::List(sessions.chain([none]).collect());
        fields.push(Field::new("session", tr.sheet_session(), all).error(call.fault(errors, "session")));
    }
    let heard_on = Field::new("heard_on", tr.sheet_heard_on(), Control::Line("date"))
        .value(call.form.find("heard_on").unwrap_or(&preset))
        .error(call.fault(errors, "heard_on"));
    fields.push(if held.is_empty() {
        heard_on
    } else {
        heard_on.optional(tr).help(tr.sheet_heard_on_help())
    });
    fields
}

fn block_fields(call: &Call<'_>, errors: &FieldErrors, block: &Block) -> BlockFields {
    let tag = call.lang.tag();
    BlockFields {
        title: format!("{} · {}", block.name.get(tag), block.points),
        evidence: call.tr.sheet_evidence(block.evidence.get(tag)),
        items: block.items.iter().map(|item| item_fields(call, errors, item)).collect(),
    }
}

fn item_fields(call: &Call<'_>, errors: &FieldErrors, item: &Item) -> (Field, Field) {
    let (mark, reason) = (format!("mark-{}", item.key), format!("reason-{}", item.key));
    let name = item.name.get(call.lang.tag());
    let (given, why) = (call.form.get(&mark).to_owned(), call.form.get(&reason).to_owned());
    let (wrong, unsaid) = (call.fault(errors, &mark), call.fault(errors, &reason));
    let mark = Field::line(mark, name).value(given).error(wrong).mark(call.tr.sheet_not_seen());
    let most = item.points.to_string();
    let mark = if item.per_speaker {
        mark.help(call.tr.sheet_mark_each_help(most)).optional(call.tr)
    } else {
        mark.help(call.tr.sheet_mark_help(most))
    };
    let reason = Field::line(reason, call.tr.sheet_reason(name)).value(why).error(unsaid).optional(call.tr);
    (mark, reason)
}
