//! The form of an order, what it would do, and what was changed of a unit before.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, form_again, page, see},
    },
    look::{Cell, Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::unit_field::{unit_asked, unit_field},
        units::change_words::{change_table, told},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    units::changes_show::changes_of,
    units::unit_change::{ChangeForm, Changed, change_unit_as_seen, look_at_change, undo_change_as_seen},
};
use earnest_model::{
    choice::Looking,
    message::{FieldErrors, Message},
    permit::ChangeUnits,
    units::change::ChangeKind,
};

#[derive(Template)]
#[template(path = "pages/units/change/order.html")]
struct OrderPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    /// What it would do, and what was sent, to be sent once more.
    wanted: Option<Wanted>,
    /// What was changed of the unit before.
    history: Option<Table>,
    /// The unit whose last change can be taken back.
    undo: Option<Undo>,
}

struct Wanted {
    said: Vec<String>,
    hangs: Table,
    sent: Vec<(&'static str, String)>,
    /// The mark of what is told.
    seen: String,
}

/// The form that takes a change back.
struct Undo {
    code: String,
    /// Its key.
    change: i64,
    /// Which change it is.
    what: String,
    fields: Vec<Field>,
    /// Whether it was sent and is faulty.
    open: bool,
}

/// What was sent last, and is shown again with its faults.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Order,
    Undo,
}

/// The fields of the form, and what each is for.
const FIELDS: [&str; 9] = ["change", "code", "name", "parent", "tier", "class", "into", "day", "reason"];

/// The units of an order, by their codes.
struct Meant {
    code: String,
    parent: String,
    into: String,
}

/// The units that are meant by what was typed; of one that is opened the code is new.
///
/// # Errors
/// Several may be meant: all faults, each at its field.
fn meant(call: &Call<'_>) -> earnest_app::Result<Meant> {
    let opens = ChangeKind::parse(call.form.get("change")).is_ok_and(|kind| kind == ChangeKind::Open);
    let mut errors = FieldErrors::new();
    let mut of = |name: &'static str| match unit_asked::<ChangeUnits>(call, (name, name)) {
        Err(AppError::Form(faults)) => {
            faults.iter().for_each(|(field, fault)| errors.add(field, fault.clone()));
            Ok(String::new())
        }
        other => other,
    };
    let code = if opens { call.form.get("code").to_owned() } else { of("code")? };
    let (parent, into) = (of("parent")?, of("into")?);
    if errors.is_empty() { Ok(Meant { code, parent, into }) } else { Err(AppError::Form(errors)) }
}

fn sent<'c>(call: &'c Call<'_>, meant: &'c Meant) -> ChangeForm<'c> {
    let get = |name: &str| call.form.get(name);
    ChangeForm {
        change: get("change"),
        code: &meant.code,
        name: get("name"),
        parent: &meant.parent,
        tier: get("tier"),
        class: get("class"),
        into: &meant.into,
        day: get("day"),
        reason: get("reason"),
    }
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    page(&form(call, (&FieldErrors::new(), Sent::Order), None)?)
}

pub(super) fn send(call: &Call<'_>) -> Outcome {
    let meant = match meant(call) {
        Ok(meant) => meant,
        Err(fault) => return again(call, fault, Sent::Order),
    };
    let (context, form, tiers) = (call.context(), sent(call, &meant), call.pack().tiers());
    let does = call.pressed("do", Looking::Look, Looking::parse)? == Looking::Bring;
    let done = if does {
        change_unit_as_seen(&context, (&form, call.form.get("told-mark")), &tiers)
    } else {
        look_at_change(&context, &form, &tiers)
    };
    match done {
        Ok(changed) if does => {
            call.state.known.changed();
            see(paths::units::unit_change()
                .asking("unit", &changed.unit.code)
                .asking("done", changed.kind.key()))
        }
        Ok(changed) => page(&self::form(call, (&FieldErrors::new(), Sent::Order), Some((&changed, &meant)))?),
        // What was not looked at as it stands now is shown as it stands now.
        Err(AppError::Form(errors)) if errors.at("change").is_some() && does => {
            let now = look_at_change(&context, &form, &tiers).ok();
            let now = now.as_ref().map(|changed| (changed, &meant));
            form_again(&self::form(call, (&errors, Sent::Order), now)?)
        }
        Err(fault) => again(call, fault, Sent::Order),
    }
}

pub(super) fn undo(call: &Call<'_>) -> Outcome {
    let code = call.form.get("unit");
    let order = (code, call.form.get("day"), call.form.get("reason"));
    match undo_change_as_seen(&call.context(), (order, call.form.get("undoes")), &call.pack().tiers()) {
        Ok(changed) => {
            call.state.known.changed();
            see(paths::units::unit_change()
                .asking("unit", code)
                .asking("done", changed.kind.key())
                .asking("undone", "1"))
        }
        Err(fault) => again(call, fault, Sent::Undo),
    }
}

fn again(call: &Call<'_>, fault: AppError, sent: Sent) -> Outcome {
    let code = match sent {
        Sent::Order => call.form.get("code"),
        Sent::Undo => call.form.get("unit"),
    };
    match fault {
        AppError::Form(errors) => form_again(&form(call, (&errors, sent), None)?),
        AppError::Refused(message) => {
            let mut errors = FieldErrors::new();
            errors.add("change", message);
            form_again(&form(call, (&errors, sent), None)?)
        }
        AppError::NotFound | AppError::Denied(_) => {
            let mut errors = FieldErrors::new();
            errors.add("code", Message::new("error-change-unknown").with("unit", code));
            form_again(&form(call, (&errors, sent), None)?)
        }
        fault => Err(fault.into()),
    }
}

fn form(
    call: &Call<'_>,
    (errors, sent): (&FieldErrors, Sent),
    changed: Option<(&Changed, &Meant)>,
) -> Result<OrderPage, Fault> {
    let tr = call.tr;
    let mut shell = call
        .shell(Some(Nav::Accounts), tr.unit_change_title())
        .lede(tr.unit_change_lede())
        .crumb(tr.account_title(), Some(&paths::people::accounts()));
    if let Some(kind) = call.query.find("done").and_then(|word| ChangeKind::parse(word).ok()) {
        let words = match call.query.find("undone") {
            Some(_) => tr.unit_change_undone(call.word_of(kind)),
            None => tr.unit_change_done(call.word_of(kind)),
        };
        shell = shell.notice(Notice::new(Tone::Done, words));
    }
    let none = FieldErrors::new();
    let (of_order, of_undo) = if sent == Sent::Undo { (&none, errors) } else { (errors, &none) };
    // What is wrong with a taking back, and is no fault of its day or reason.
    for (_, fault) in of_undo.iter().filter(|(field, _)| !matches!(*field, "day" | "reason")) {
        shell = shell.notice(Notice::new(Tone::Error, call.words(fault)));
    }
    // Of a unit that is not theirs to change nothing is said, not even the code back.
    let asked = match sent {
        Sent::Undo => call.form.get("unit"),
        Sent::Order => call.query.find("unit").unwrap_or_default(),
    };
    let found = match asked {
        "" => None,
        asked => match changes_of(&call.context(), asked) {
            Ok(changes) => Some(changes),
            Err(AppError::NotFound | AppError::Denied(_)) => None,
            Err(fault) => return Err(fault.into()),
        },
    };
    let fields = fields(call, (of_order, sent), if found.is_some() { asked } else { "" });
    let changes = found.unwrap_or_default();
    let undo = changes.first().filter(|last| last.code == asked && last.kind != ChangeKind::Merge);
    Ok(OrderPage {
        errors: ErrorSummary::of(tr, &fields),
        wanted: changed.map(|(changed, meant)| wanted(call, changed, meant)),
        history: (!changes.is_empty()).then(|| change_table(call, &changes)),
        undo: undo.map(|last| Undo {
            code: last.code.clone(),
            change: last.id,
            what: told(call, last),
            fields: order_fields(call, of_undo, sent == Sent::Undo),
            open: sent == Sent::Undo,
        }),
        shell,
        fields,
    })
}

fn fields(call: &Call<'_>, (errors, sent): (&FieldErrors, Sent), asked: &str) -> Vec<Field> {
    let (tr, tag, pack) = (call.tr, call.lang.tag(), call.pack());
    let get = |name: &str| match if sent == Sent::Order { call.form.get(name) } else { "" } {
        "" if name == "code" => asked.to_owned(),
        value => value.to_owned(),
    };
    let line = |name: &'static str, label: std::borrow::Cow<'_, str>| {
        Field::line(name, label).value(get(name)).error(call.fault(errors, name))
    };
    let unit = |name: &'static str, label: std::borrow::Cow<'_, str>| {
        unit_field(call, errors, (name, name), label).value(get(name))
    };
    let kinds = ChangeKind::ALL.iter().filter(|kind| **kind != ChangeKind::Reopen);
    let kinds = kinds.map(|kind| Choice::new(kind.key(), call.word_of(kind), kind.key() == get("change")));
    let tiers = pack.tiers();
    let none = || Choice::new("", tr.unit_change_no_choice(), false);
    let tier =
        tiers.keys().iter().zip(0..).map(|(key, place)| {
            Choice::new(key.as_str(), pack.tier_name_at(place, tag), *key == get("tier"))
        });
    let class = pack.class_keys().map(|key| Choice::new(key, pack.class_name(key, tag), key == get("class")));
    let list = |name: &'static str, label: std::borrow::Cow<'_, str>, all: Vec<Choice>| {
        Field::new(name, label, Control::List(all)).error(call.fault(errors, name))
    };
    let mut fields = vec![
        Field::new("change", tr.unit_change_kind(), Control::One(kinds.collect()))
            .help(tr.unit_change_kind_help())
            .error(call.fault(errors, "change")),
        unit("code", tr.unit_change_code()).help(tr.unit_change_code_help()),
        line("name", tr.unit_change_name()).help(tr.unit_change_name_help()).optional(tr),
        unit("parent", tr.unit_change_parent()).help(tr.unit_change_parent_help()).optional(tr),
        unit("into", tr.unit_change_into()).help(tr.unit_change_into_help()).optional(tr),
        list("tier", tr.unit_change_tier(), std::iter::once(none()).chain(tier).collect())
            .help(tr.unit_change_tier_help())
            .optional(tr),
        list("class", tr.unit_change_class(), std::iter::once(none()).chain(class).collect()).optional(tr),
    ];
    fields.extend(order_fields(call, errors, sent == Sent::Order));
    fields
}

/// The day and the reason of an order; `sent`: whether they are of the form that was sent.
fn order_fields(call: &Call<'_>, errors: &FieldErrors, sent: bool) -> Vec<Field> {
    let tr = call.tr;
    let get = |name: &str| if sent { call.form.get(name) } else { "" };
    let day = match get("day") {
        "" => call.today.to_string(),
        day => day.to_owned(),
    };
    let reason = get("reason");
    vec![
        Field::new("day", tr.unit_change_day(), Control::Line("date"))
            .help(tr.unit_change_day_help())
            .value(day)
            .error(call.fault(errors, "day")),
        Field::new("reason", tr.unit_change_reason(), Control::Lines(3))
            .help(tr.unit_change_reason_help())
            .value(reason)
            .error(call.fault(errors, "reason")),
    ]
}

fn wanted(call: &Call<'_>, changed: &Changed, meant: &Meant) -> Wanted {
    let tr = call.tr;
    let (unit, name) = (changed.unit.code.as_str(), changed.unit.name.as_str());
    let kind = call.word_of(changed.kind);
    let mut said = vec![match (&changed.other, &changed.name) {
        (Some(other), _) => {
            tr.unit_change_sound_with(kind, name, format!("{} ({})", other.name, other.code), unit)
        }
        (None, Some(new)) => tr.unit_change_sound_with(kind, name, new.as_str(), unit),
        (None, None) => tr.unit_change_sound(kind, name, unit),
    }];
    if changed.beneath > 0 && matches!(changed.kind, ChangeKind::Move | ChangeKind::Merge) {
        said.push(tr.unit_change_beneath(changed.beneath));
    }
    if changed.frames > 0 {
        said.push(tr.unit_change_frames(changed.frames));
    }
    if changed.left_tasks > 0 {
        said.push(tr.unit_change_left_tasks(changed.left_tasks));
    }
    if changed.left_owed > 0 {
        said.push(tr.unit_change_left_owed(changed.left_owed));
    }
    let last = match changed.kind {
        ChangeKind::Merge => tr.unit_change_for_good(),
        ChangeKind::Close => tr.unit_change_final(),
        _ => tr.unit_change_back(),
    };
    said.push(last.into_owned());
    let mut lines: Vec<(String, i64, String)> = Vec::new();
    for hangs in &changed.hangs {
        let becomes = match changed.becomes(hangs) {
            Some(rule) => call.word_of(rule),
            None => tr.unit_change_goes_with().into_owned(),
        };
        // What is called alike and becomes the same is one line.
        let kind = call.word_of(hangs.kind);
        match lines.iter_mut().find(|(known, _, same)| *known == kind && *same == becomes) {
            Some((_, count, _)) => *count += hangs.all,
            None => lines.push((kind, hangs.all, becomes)),
        }
    }
    let rows = lines
        .into_iter()
        .map(|(kind, count, becomes)| [Cell::Text(kind), Cell::Text(count.to_string()), Cell::Text(becomes)]);
    let hangs = Table::new(tr.unit_change_hangs())
        .column(tr.unit_change_hangs_kind())
        .numbers(tr.unit_change_hangs_count())
        .column(tr.unit_change_hangs_rule())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.unit_change_hangs_none()));
    // The units that were shown are those of the order, whatever else comes to be called so meanwhile.
    let sent = FIELDS.map(|name| {
        let value = match name {
            "code" => &meant.code,
            "parent" => &meant.parent,
            "into" => &meant.into,
            other => call.form.get(other),
        };
        (name, value.to_owned())
    });
    let sent = sent.to_vec();
    Wanted { said, hangs, sent, seen: changed.mark() }
}
