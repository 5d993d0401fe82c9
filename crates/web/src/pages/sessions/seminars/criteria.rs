//! What is asked of each speech: the criteria of a round's standard, each under a name that no other question has.

use crate::frame::call::Call;
use earnest_app::sessions::seminar_show::Criteria;
use earnest_model::{
    hash::sha256_hex,
    programmes::standard::LocalName,
    sessions::seminar::{CRITERIA, Speech},
};

/// How the fields of criteria begin within their row.
pub(super) const ASKED: &str = "asked";

/// A criterion as the form asks it of each speech.
pub(super) struct Criterion {
    /// The name of its field within the row. It tells the key and the words: an answer never stands under another question,
    /// whatever standard asks it.
    pub field: String,
    /// Its words.
    pub name: String,
    /// The key of its item.
    key: String,
    /// Its place in the standard.
    place: usize,
}

impl Criterion {
    fn new((place, key, name): (usize, &str, &LocalName), tag: &str) -> Self {
        let words = [&name.zh_hans, &name.zh_hant, &name.en].map(String::as_str).join("\n");
        let print: String = sha256_hex(words.as_bytes()).chars().take(8).collect();
        let (field, name) = (format!("{ASKED}-{print}-{key}"), name.get(tag).to_owned());
        Self { field, name, key: key.to_owned(), place }
    }

    /// Whether a speech met it, if that was marked.
    pub(super) fn met(&self, speech: &Speech) -> Option<bool> {
        speech.engagement.get(self.place).copied().unwrap_or_else(|| speech.further.get(&self.key).copied())
    }

    /// The name by which rules tell what is wrong with it.
    pub(super) fn told(&self) -> String {
        CRITERIA
            .get(self.place)
            .map_or_else(|| format!("criterion-{}", self.key), |field| (*field).to_owned())
    }
}

/// What is asked of a speech, as the standard of the round names it, or the pack where it names nothing. The first three are
/// counted over the rounds, whatever they are called.
pub(super) fn criteria(call: &Call<'_>, named: Option<&Criteria>) -> Vec<Criterion> {
    let tag = call.lang.tag();
    let Some(named) = named else {
        let pack = CRITERIA.iter().zip(&call.pack().engagement).enumerate();
        return pack.map(|(place, (key, title))| Criterion::new((place, key, &title.name), tag)).collect();
    };
    let all = named.iter().enumerate();
    all.map(|(place, (key, name))| Criterion::new((place, key, name), tag)).collect()
}

/// Whether two standards ask the same.
pub(super) fn ask_the_same(one: &[Criterion], other: &[Criterion]) -> bool {
    one.iter().map(|one| &one.field).eq(other.iter().map(|other| &other.field))
}

/// What was answered to criteria that are asked no more, in words.
pub(super) fn unasked(
    call: &Call<'_>,
    rows: std::ops::Range<usize>,
    (before, now): (&[Criterion], &[Criterion]),
) -> String {
    let tr = call.tr;
    let gone = |one: &&Criterion| !now.iter().any(|other| other.field == one.field);
    let gone: Vec<_> = before.iter().filter(gone).collect();
    let answer = |row: usize, one: &Criterion| {
        let word = match call.form.get(&format!("speech-{row}-{}", one.field)) {
            "yes" => tr.seminar_yes(),
            "no" => tr.seminar_no(),
            _ => return None,
        };
        Some(format!("{} · {}", tr.seminar_speech(row + 1), tr.seminar_mark(one.name.as_str(), word)))
    };
    let told = rows.flat_map(|row| gone.iter().filter_map(move |one| answer(row, one)));
    told.collect::<Vec<_>>().join(&*tr.circular_comma())
}

/// The answers to criteria that are asked no more, as they were sent: the page carries them along, so that they stand in their
/// places again where the round before is chosen again.
pub(super) fn carried(
    call: &Call<'_>,
    rows: std::ops::Range<usize>,
    asked: &[Criterion],
) -> Vec<(String, String)> {
    let unasked = |name: &str| {
        let (row, field) = name.strip_prefix("speech-")?.split_once('-')?;
        let is_asked = field.split_once('-')?.0 == ASKED && row.parse().is_ok_and(|row| rows.contains(&row));
        Some(is_asked && asked.iter().all(|one| one.field != field))
    };
    let sent = call.form.0.iter().filter(|(name, _)| unasked(name).unwrap_or(false));
    sent.filter(|(_, value)| matches!(value.as_str(), "yes" | "no")).cloned().collect()
}
