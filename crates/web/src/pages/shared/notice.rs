//! A notice in words, for the page and for letters; and where its record is.

use crate::pages::paths;
use earnest_app::desk::notices_show::Notice;
use earnest_i18n::{Arg, Tr};
use earnest_model::{desk::notice::Nearness, id::DrawId};
use serde_json::Value;

/// What happened.
pub fn words(tr: Tr, notice: &Notice) -> String {
    let row = &notice.row;
    let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
    let text = |name: &str| detail.get(name).and_then(Value::as_str);
    let label = text("title").or(text("serial")).or(text("before")).or(text("into"));
    let between = text("from").zip(text("to")).map(|(from, to)| format!("{from} → {to}"));
    let label = label.map(str::to_owned).or(between).unwrap_or_default();
    let number = detail.get("round").and_then(Value::as_i64).unwrap_or_default();
    let day = text("due-on").and_then(|day| day.parse().ok()).map(|day| tr.date_long(day));
    let arguments = [
        ("day", Arg::from(day.as_deref().unwrap_or_default())),
        ("unit", Arg::from(row.unit_name.as_str())),
        ("label", Arg::from(label.as_str())),
        ("number", Arg::from(number)),
        ("reason", Arg::from(text("reason").unwrap_or_default())),
    ];
    let key = format!("notice-word-{}", row.telling.word);
    tr.by_key(&key, &arguments).unwrap_or(key)
}

/// Where its record is. What names several records of several units leads to the desk, where one's own stands.
pub fn href(notice: &Notice) -> String {
    let (id, code) = (notice.home, notice.row.unit_code.as_str());
    let kind = match notice.row.telling.leads_to() {
        "plan" if id <= 0 => return paths::desk::desk(),
        "draw" if matches!(notice.row.telling.word, "drawn-out" | "drawn-in" | "left-out") => {
            return paths::draws::draw(DrawId(id));
        }
        "circular-draft" | "draw" => return paths::desk::desk(),
        "passage" if notice.row.telling.word == "passage-checked" => return paths::circulars::circulars(),
        // Their pages are open to whoever stands above them today.
        "unit" if matches!(notice.row.telling.word, "unit-went" | "unit-joined") => {
            return paths::desk::desk();
        }
        "comment" => return paths::circulars::circulars(),
        kind => kind,
    };
    paths::record(kind, id, code).unwrap_or_else(paths::desk::desk)
}

/// How near a day is; nothing of one that is far.
pub fn nearness(tr: Tr, near: Nearness) -> Option<String> {
    match near {
        Nearness::Far => None,
        Nearness::In(days) => Some(tr.notice_in_days(i64::from(days))),
        Nearness::Today => Some(tr.notice_today().into_owned()),
        Nearness::Past(days) => Some(tr.notice_past_days(i64::from(days))),
    }
}
