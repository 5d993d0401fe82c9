//! What the acts in an archive say of its other files: what was published under which name, and the round itself.

use super::archive_checked::{ACTS, CHECKPOINT, Checked, DRAWS, INDEX, PUBLISHED, SIGNED, SUMS};
use earnest_model::{event::Entry, hash::sha256_hex, key::RecordKind, permit::ActionKind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The round for programs.
pub const ROUND: &str = "round.json";

/// The files of an archive by name.
pub(super) type Members<'a> = BTreeMap<&'a str, &'a [u8]>;

fn detail(entry: &Entry) -> Value {
    serde_json::from_str(&entry.detail).unwrap_or_default()
}

fn does(entry: &Entry, action: ActionKind) -> bool {
    ActionKind::parse(&entry.action) == Some(action)
}

fn is_of(entry: &Entry, kind: RecordKind) -> bool {
    entry.subject == kind.key()
}

/// The files that an act published, by name and hash.
fn published_by(entry: &Entry) -> Vec<(String, String)> {
    let told = detail(entry);
    let id = entry.subject_id;
    let draw = is_of(entry, RecordKind::Draw);
    let files = match ActionKind::parse(&entry.action) {
        Some(ActionKind::PublishCircular) if is_of(entry, RecordKind::Circular) => {
            vec![(format!("circular-{id}.json"), "sha256")]
        }
        Some(ActionKind::FreezeReport) if is_of(entry, RecordKind::FrozenReport) => {
            vec![(format!("report-{id}.json"), "sha256")]
        }
        Some(ActionKind::FreezeFrame) if draw => vec![
            (format!("draw-{id}-frame.csv"), "frame-sha256"),
            (format!("draw-{id}-excluded.csv"), "excluded-sha256"),
        ],
        Some(ActionKind::RunDraw) if draw => vec![
            (format!("draw-{id}-frame.csv"), "frame-sha256"),
            (format!("draw-{id}.json"), "certificate-sha256"),
        ],
        Some(ActionKind::DrawAssessors) => {
            let lot = told.get("lot").and_then(Value::as_i64).unwrap_or_default();
            vec![(format!("assessors-{lot}.json"), "certificate-sha256")]
        }
        _ => Vec::new(),
    };
    let hash = |field: &str| Some(told.get(field)?.as_str()?.to_owned());
    files.into_iter().filter_map(|(name, field)| Some((format!("{PUBLISHED}{name}"), hash(field)?))).collect()
}

/// Checks what was published: every file has its act, under its name and with its hash, and every act its files; certificates of
/// draws are computed anew, each with its frame.
pub(super) fn check_published(checked: &mut Checked, members: &Members<'_>, acts: &[Entry]) {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, hash) in acts.iter().flat_map(published_by) {
        told.entry(name).or_default().insert(hash);
    }
    for name in told.keys().filter(|name| !members.contains_key(name.as_str())) {
        checked.fault(name, "an act of the archive published it, and it is missing");
    }
    for (name, bytes) in members.iter().filter(|(name, _)| name.starts_with(PUBLISHED)) {
        let hash = sha256_hex(bytes);
        if told.get(*name).is_some_and(|hashes| hashes.contains(&hash)) {
            continue;
        }
        match told.iter().find(|(_, hashes)| hashes.contains(&hash)) {
            Some((other, _)) => checked.fault(name, format!("an act says that these bytes are {other}")),
            None => checked.fault(name, "no act of the archive tells the hash of these bytes"),
        }
    }
    check_certificates(checked, members);
}

fn check_certificates(checked: &mut Checked, members: &Members<'_>) {
    let drawn = |name: &str| name.starts_with(PUBLISHED) || name.starts_with(DRAWS);
    for (name, bytes) in members.iter().filter(|(name, _)| drawn(name)) {
        if let Some(stem) = name.strip_suffix("-frame.csv")
            && name.starts_with(DRAWS)
            && !members.contains_key(format!("{stem}.json").as_str())
        {
            checked.fault(name, "the certificate of the draw from this frame is missing");
        }
        // One of a public bundle says itself that it is one.
        let is_one = is_certificate(bytes) || (name.starts_with(DRAWS) && name.ends_with(".json"));
        if !is_one {
            continue;
        }
        checked.certificates += 1;
        let verified = match earnest_draw::verify(bytes) {
            Ok(verified) => verified,
            Err(fault) => {
                checked.fault(name, fault);
                continue;
            }
        };
        let frame = name.strip_suffix(".json").map(|stem| format!("{stem}-frame.csv"));
        match frame.and_then(|frame| members.get_key_value(frame.as_str())) {
            Some((file, bytes)) if sha256_hex(bytes) != verified.frame_hash => {
                checked.fault(file, format!("this is not the frame that {name} was drawn from"));
            }
            None if name.starts_with(DRAWS) => {
                checked.fault(name, "the frame that it was drawn from is missing")
            }
            _ => {}
        }
    }
}

/// Whether a file says that it is the certificate of a draw. One that says something else was changed, and its hash tells that.
fn is_certificate(bytes: &[u8]) -> bool {
    let begins = bytes.get(..64).unwrap_or(bytes);
    String::from_utf8_lossy(begins).contains("\"earnest-draw/")
}

/// Holds the page for people against the files: it leads to each of them, and to nothing else.
pub(super) fn check_index(checked: &mut Checked, members: &Members<'_>) {
    let Some(page) = members.get(INDEX) else { return };
    let page = String::from_utf8_lossy(page);
    let led: BTreeSet<&str> =
        page.split("<a href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
    for name in led.iter().filter(|name| !members.contains_key(**name)) {
        checked.fault(INDEX, format!("it leads to {name}, which is not in the archive"));
    }
    let told = |name: &&&str| ![INDEX, SUMS, SIGNED].contains(*name);
    for name in members.keys().filter(told).filter(|name| !led.contains(**name)) {
        checked.fault(name, format!("{INDEX} does not tell of it"));
    }
}

/// Holds what is said of the round for programs against the acts about it.
pub(super) fn check_round(
    checked: &mut Checked,
    members: &Members<'_>,
    (acts, size): (&[Entry], Option<u64>),
) {
    let steps: Vec<&Entry> = acts
        .iter()
        .filter(|entry| does(entry, ActionKind::AdvanceRound) && is_of(entry, RecordKind::Round))
        .collect();
    let Some(bytes) = members.get(ROUND) else {
        if !steps.is_empty() {
            checked.fault(ROUND, "the file of a round has it, and it is missing");
        }
        return;
    };
    let Ok(told) = serde_json::from_slice::<Value>(bytes) else {
        checked.fault(ROUND, "it is no JSON");
        return;
    };
    let last = steps.last().map(|entry| detail(entry));
    let standard = steps.iter().rev().find_map(|entry| detail(entry).get("standard")?.as_i64());
    let number = acts.iter().filter(|entry| does(entry, ActionKind::FreezeFrame));
    let number = number.filter_map(|entry| detail(entry).get("round")?.as_i64()).next();
    // Where the acts say nothing of it there is nothing to hold it against.
    let held = [
        ("/round/id", steps.last().map(|entry| Value::from(entry.subject_id))),
        ("/round/number", number.map(Value::from)),
        ("/round/state", last.and_then(|told| told.get("to").cloned())),
        ("/standard/version", standard.map(Value::from)),
        ("/acts", Some(Value::from(acts.len()))),
        ("/last_act", acts.last().map(|entry| Value::from(entry.place))),
        ("/checkpoint", size.map(Value::from)),
    ];
    for (place, says) in held {
        let Some(says) = says else { continue };
        if told.pointer(place) != Some(&says) {
            checked.fault(ROUND, format!("{place} is not what {ACTS} and {CHECKPOINT} say: {says}"));
        }
    }
}
