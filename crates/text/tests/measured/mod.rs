//! Figures read from labelled sentences, held against their labels.

use earnest_text::figures::{Figure, figures};
use earnest_text::fold::fold;

/// A labelled figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub value: String,
    pub unit: String,
    pub counted: Option<String>,
    pub kind: String,
    pub qualifier: String,
    pub direction: Option<String>,
    pub change: Option<String>,
    pub story: bool,
}

/// The sentences of a file with their labels.
pub fn labelled(file: &str) -> Vec<(String, Vec<Label>)> {
    let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (sentence, labels) = line.split_once('\t').unwrap_or((line, ""));
            let labels = labels.split(" ; ").filter(|label| label.contains('|')).map(label).collect();
            (sentence.to_owned(), labels)
        })
        .collect()
}

fn label(text: &str) -> Label {
    let parts: Vec<&str> = text.trim().split('|').collect();
    let part = |at: usize| parts.get(at).copied().unwrap_or_default().to_owned();
    let rest: Vec<&str> = parts.iter().skip(4).copied().collect();
    let one_of =
        |words: &[&str]| rest.iter().find(|word| words.contains(word)).map(|word| (*word).to_owned());
    Label {
        value: part(0),
        unit: part(1),
        counted: Some(part(2)).filter(|counted| counted != "-"),
        kind: part(3),
        qualifier: one_of(&["at_least", "more_than", "at_most", "less_than", "nearly", "about"])
            .unwrap_or_else(|| "exact".into()),
        direction: one_of(&["up", "down"]),
        change: one_of(&["from", "to", "by"]),
        story: rest.contains(&"story"),
    }
}

/// What was counted.
#[derive(Debug, Default)]
pub struct Tally {
    pub labels: usize,
    pub read: usize,
    /// Value and unit agree.
    pub right: usize,
    /// Value, unit and what is counted agree to the sign.
    pub counted: usize,
    /// The same, where it is enough that one ends like the other: `专题会议` and `会议`.
    pub counted_by_head: usize,
    /// Value, unit and sort agree; qualifier; direction and part in a change; story.
    pub kind: usize,
    pub qualifier: usize,
    pub change: usize,
    pub story: usize,
    /// What differs, to be looked at.
    pub differences: Vec<String>,
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default().trim_matches('"').to_owned()
}

fn same_value(read: &Figure, label: &str) -> bool {
    match label.split_once('/') {
        Some((above, below)) => {
            let number = |text: &str| text.parse::<u128>().unwrap_or(0);
            read.value.numerator() * number(below) == read.value.denominator() * number(above)
        }
        None => read.value.to_string() == label,
    }
}

fn same_counted(read: &Figure, label: &Label, by_head: bool) -> bool {
    let (read, label) = (read.counted.as_deref().map(fold), label.counted.as_deref().map(fold));
    match (read, label) {
        (None, None) => true,
        (Some(read), Some(label)) => {
            read == label || by_head && (read.ends_with(&label) || label.ends_with(&read))
        }
        // A date or an ordinal counts nothing; a number that is told to count less than it does is not wrong by head.
        _ => false,
    }
}

/// Reads all sentences and counts.
pub fn measure(file: &str) -> Tally {
    let mut tally = Tally::default();
    for (sentence, labels) in labelled(file) {
        let mut read = figures(&sentence);
        tally.labels += labels.len();
        tally.read += read.len();
        for label in labels {
            let place = read
                .iter()
                .position(|one| same_value(one, &label.value) && fold(&one.unit) == fold(&label.unit));
            let Some(place) = place else {
                tally.differences.push(format!("missed {label:?} in {sentence}"));
                continue;
            };
            let one = read.remove(place);
            tally.right += 1;
            tally.kind += usize::from(word(&one.kind) == label.kind);
            tally.qualifier += usize::from(word(&one.qualifier) == label.qualifier);
            let change = (one.direction.map(|it| word(&it)), one.change.map(|it| word(&it)));
            tally.change += usize::from(change == (label.direction.clone(), label.change.clone()));
            tally.story += usize::from(one.story == label.story);
            tally.counted += usize::from(same_counted(&one, &label, false));
            tally.counted_by_head += usize::from(same_counted(&one, &label, true));
            let told = format!(
                "{}|{}|{}|{}|{}|{:?}|{}",
                one.value,
                one.unit,
                one.counted.as_deref().unwrap_or("-"),
                word(&one.kind),
                word(&one.qualifier),
                change,
                one.story
            );
            let is_same = same_counted(&one, &label, false)
                && word(&one.kind) == label.kind
                && word(&one.qualifier) == label.qualifier
                && change == (label.direction.clone(), label.change.clone())
                && one.story == label.story;
            if !is_same {
                let of = if same_counted(&one, &label, true) { "read" } else { "counts" };
                tally.differences.push(format!("{of} {told} for {label:?} in {sentence}"));
            }
        }
        tally
            .differences
            .extend(read.iter().map(|one| format!("too many {} {} in {sentence}", one.value, one.unit)));
    }
    tally
}
