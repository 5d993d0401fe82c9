//! Whether texts fit a pack: texts for each of its aspects and sections, and no slot that nothing fills.

use super::Texts;
use earnest_model::pack::Pack;
use toml::Value;

/// What is wrong with texts, read from this file.
pub(crate) fn unfit(texts: &Texts, file: &[u8], pack: &Pack) -> Vec<String> {
    let mut faults = Vec::new();
    let mut tell = |fault: String| faults.push(format!("{}: {fault}", Texts::FILE));
    for aspect in pack.aspect_keys() {
        let problems = texts.problems.get(&aspect).map_or(&[][..], Vec::as_slice);
        if problems.is_empty() || problems.iter().any(|problem| problem.answer.is_none()) {
            tell(format!("problems.{aspect}: at least one, each with its answer"));
        }
        if texts.measures.by_aspect.get(&aspect).is_none_or(Vec::is_empty) {
            tell(format!("measures.by_aspect.{aspect}: at least one"));
        }
    }
    for section in pack.checklist_keys() {
        if texts.plans.sections.get(&section).is_none_or(Vec::is_empty) {
            tell(format!("plans.sections.{section}: at least one text"));
        }
    }
    let known = |of: &str, found: bool| if found { None } else { Some(format!("`{of}` is not of the pack")) };
    let aspects = texts.problems.keys().chain(texts.measures.by_aspect.keys()).chain(texts.area.keys());
    let class = |key: &String| known(key, pack.has_class(key));
    let strange = aspects
        .filter_map(|key| known(key, pack.aspects.iter().any(|aspect| aspect.key == *key)))
        .chain(texts.problems.values().flatten().flat_map(|problem| &problem.classes).filter_map(class))
        .chain(texts.settings.keys().filter_map(class));
    strange.for_each(&mut tell);
    for slot in ["field", "post"] {
        if texts.slots.get(slot).is_none_or(Vec::is_empty) {
            tell(format!("slots.{slot}: at least one filling"));
        }
    }
    let read: Option<Value> = std::str::from_utf8(file).ok().and_then(|text| toml::from_str(text).ok());
    let mut told = Vec::new();
    read.iter().for_each(|value| walk("", value, texts, &mut told));
    told.into_iter().for_each(tell);
    faults
}

/// Every slot of every text is one that is filled; no list of texts is empty.
fn walk(path: &str, value: &Value, texts: &Texts, told: &mut Vec<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                walk(&path, value, texts, told);
            }
        }
        Value::Array(entries) => {
            if entries.is_empty() {
                told.push(format!("{path}: no text"));
            }
            entries.iter().for_each(|value| walk(path, value, texts, told));
        }
        Value::String(text) => {
            let slots = text.split('{').skip(1).map(|rest| rest.split_once('}').map(|(slot, _)| slot));
            for slot in slots {
                if slot.is_none_or(|slot| !texts.slots.contains_key(slot)) {
                    told.push(format!("{path}: a slot that nothing fills in “{text}”"));
                }
            }
        }
        _ => told.push(format!("{path}: no text")),
    }
}
