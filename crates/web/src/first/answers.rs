//! What is answered on the page of the first start.

use super::{
    asked::{Answers, First, Form, OWN},
    page::Shown,
};
use crate::frame::upload::of_pack;
use earnest_app::{
    AppError,
    units::register_set_up::{Administrator, check_administrator},
};
use earnest_i18n::Lang;
use earnest_model::{
    hash::sha256_hex,
    left_out::LeftOut,
    message::{FieldErrors, Message},
    organisation::LANGUAGES,
    pack::{Pack, PackFiles},
    signs,
    text::{Line, optional},
    units::unit::{ImportFault, Table, plant},
    zone::Zone,
};
use earnest_papers::{Limits, UnitFileFault, units_of};

/// Whether the administrator is judged without a register: their salt is never kept.
const NO_SALT: [u8; 16] = [0; 16];

/// Reads the answers and sets up; what is wrong goes back to the form with everything that was typed.
pub(super) fn take(first: &First, lang: Lang, form: Form) -> Result<usize, Box<Shown>> {
    let mut shown = Box::new(Shown::sent(lang, form));
    let Some(answers) = read(first, &mut shown) else { return Err(shown) };
    match (first.set_up)(&answers) {
        Ok(units) => Ok(units),
        Err(AppError::Form(errors)) => {
            shown.errors = errors;
            Err(shown)
        }
        Err(AppError::Import(faults)) => {
            shown.units(faults);
            Err(shown)
        }
        Err(AppError::Refused(message)) => {
            shown.refused = Some(message);
            Err(shown)
        }
        Err(fault) => {
            tracing::error!(%fault, "the register could not be set up");
            shown.broke_off = true;
            Err(shown)
        }
    }
}

fn read(first: &First, shown: &mut Shown) -> Option<Answers> {
    let mut errors = FieldErrors::new();
    let name = errors.take("name", optional(shown.get("name"), Line::parse));
    let zone = Zone::parse(shown.get("zone").trim());
    let zone = errors.take("zone", zone.map_err(|fault| Message::new("error-zone").with("text", fault.0)));
    let language = LANGUAGES.into_iter().find(|tag| *tag == shown.get("language"));
    let language = errors.take(
        "language",
        language.ok_or_else(|| Message::new("error-language").with("text", shown.get("language"))),
    );
    let chosen = chosen(first, shown);
    let files = shown.files("pack_files").next().is_some();
    let field = if files || shown.get("pack") == OWN { "pack_files" } else { "pack" };
    let chosen = errors.take(field, chosen);
    let house = name.as_ref().and_then(Option::as_ref).map_or("", Line::as_str);
    let (login, title, password) = (shown.get("login"), shown.get("title"), shown.get("password"));
    let administrator = Administrator { login, title, password, salt: NO_SALT };
    for (field, message) in check_administrator(&administrator, house).iter() {
        errors.add(field, message.clone());
    }
    if password != shown.get("again") {
        errors.add("again", Message::new("error-set-up-again"));
    }
    let units = match &chosen {
        Some((_, pack)) => match units(shown, pack) {
            Ok(units) => Some(units),
            Err(Unread::Said(field, message)) => {
                errors.add(field, message);
                None
            }
            Err(Unread::Rows(faults)) => {
                shown.units(faults);
                None
            }
        },
        None => None,
    };
    let whole = errors.is_empty();
    for (field, message) in errors.iter() {
        shown.errors.add(field, message.clone());
    }
    if !whole || !shown.errors.is_empty() {
        return None;
    }
    let ((files, _), (units, sha256)) = (chosen?, units?);
    let text = |name: &str| shown.get(name).to_owned();
    let (login, title, password) = (text("login"), text("title"), text("password"));
    Some(Answers {
        name: name?,
        zone: zone?,
        language: language?,
        files,
        units,
        sha256,
        login,
        title,
        password,
    })
}

fn chosen(first: &First, shown: &Shown) -> Result<(PackFiles, Pack), Message> {
    if shown.get("pack") != OWN && shown.files("pack_files").next().is_some() {
        return Err(Message::new("error-set-up-pack-twice"));
    }
    if shown.get("pack") != OWN {
        let found = first.packs.iter().find(|offered| offered.key == shown.get("pack"));
        let found = found.ok_or_else(|| Message::new("error-set-up-pack"))?;
        return Ok((found.files.clone(), found.pack.clone()));
    }
    Pack::of_named(&of_pack(shown.files("pack_files"))?).map_err(|faults| {
        let first = faults.0.first().map(ToString::to_string).unwrap_or_default();
        Message::new("error-set-up-pack-faults").with("count", faults.0.len()).with("first", first)
    })
}

/// Why units are not taken.
enum Unread {
    /// In a word at a field.
    Said(&'static str, Message),
    /// Line by line.
    Rows(Vec<ImportFault>),
}

/// The units: of the file, or those that were typed or pasted: as a table, or as an outline.
fn units(shown: &Shown, pack: &Pack) -> Result<(Table, String), Unread> {
    let file = shown.files("units").next();
    let typed = shown.get("rows");
    let too_large = || Unread::Said("units", Message::new("error-set-up-units-large"));
    if shown.files("rows").next().is_some() {
        return Err(Unread::Said("rows", Message::new("error-set-up-units-large")));
    }
    let (field, bytes) = match file {
        Some(file) if file.too_large => return Err(too_large()),
        Some(_) if !typed.trim().is_empty() => {
            return Err(Unread::Said("rows", Message::new("error-set-up-units-twice")));
        }
        Some(file) => ("units", file.bytes.as_slice()),
        None => ("rows", typed.as_bytes()),
    };
    if field == "rows" && typed.trim().is_empty() {
        return Err(Unread::Said("rows", Message::new("error-set-up-units-none")));
    }
    let left_out = |one: &LeftOut| format!("“{}”", signs::shown(&one.says));
    let table = match units_of(bytes, Limits::default(), pack, &left_out) {
        Ok(table) => table,
        Err(UnitFileFault::Rows(faults)) => return Err(Unread::Rows(faults)),
        Err(UnitFileFault::Table(fault)) => return Err(Unread::Said(field, fault.message().1)),
    };
    plant(&[], &table.rows, &pack.tiers()).map_err(Unread::Rows)?;
    Ok((table, sha256_hex(bytes)))
}
