//! Reports: Markdown with named figures in it. The text is anybody's; the numbers are the register's.
//!
//! `{{team-problems}}` stands for a figure of the report's unit; `{{spot-checks round=1}}` for one of a round,
//! `{{units scope=5201}}` for one of a unit beneath, `{{places-visited class=CLASS}}` for units of a class,
//! `{{team-problems source=lecture source=round-1}}` for what came from there, `{{spot-checks organiser=5201 round=1}}`
//! for a round that another unit organises, `{{units own}}` for the unit without what lies beneath it.
//! `{{sum spot-checks round=1 + spot-checks round=2}}` adds what may be added. `{{unit}}`, `{{programme}}`, `{{as-of}}`
//! and `{{comments}}` are words.

use crate::{
    figures::{
        figure_name::{FigureName, Of},
        origin::Origin,
        scope::{Narrowed, OfProgramme},
    },
    message::Message,
};

/// A word that a report fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// The name of the unit.
    Unit,
    /// The title of its programme.
    Programme,
    /// The day up to which it counts.
    AsOf,
    /// How many comments from the public there are, as a sentence.
    Comments,
}

impl Word {
    const ALL: [(&'static str, Self); 4] = [
        ("unit", Self::Unit),
        ("programme", Self::Programme),
        ("as-of", Self::AsOf),
        ("comments", Self::Comments),
    ];
}

/// A figure as a template names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Which figure.
    pub name: FigureName,
    /// Of which round; of all if none is named.
    pub round: Option<i32>,
    /// Code of the unit; the report's own if none is named.
    pub scope: Option<String>,
    /// What narrows it further.
    pub narrowed: Narrowed,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Markdown, as it is.
    Text(String),
    /// A word.
    Word(Word),
    /// A figure; several are added.
    Figures(Vec<Slot>),
}

/// What is wrong with a template, and in which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What.
    pub message: Message,
}

/// The longest template.
pub const LONGEST: usize = 40_000;

/// Reads a template.
///
/// # Errors
/// All that is wrong, each with its line.
pub fn parse_template(text: &str) -> Result<Vec<Piece>, Vec<Fault>> {
    let (pieces, faults) = read_template(text);
    if faults.is_empty() { Ok(pieces.into_iter().map(|(_, piece)| piece).collect()) } else { Err(faults) }
}

/// What can be read of a template, each piece with the line in which it begins, and all that is wrong.
pub fn read_template(text: &str) -> (Vec<(usize, Piece)>, Vec<Fault>) {
    let (mut pieces, mut faults) = (Vec::new(), Vec::new());
    let braced = braced(text);
    let text = braced.as_str();
    if text.trim().is_empty() {
        faults.push(Fault { line: 1, message: Message::new("error-report-empty") });
    }
    if text.chars().count() > LONGEST {
        faults.push(Fault { line: 1, message: Message::new("error-report-long").with("most", LONGEST) });
    }
    let mut rest = text;
    let mut line = 1;
    while let Some((before, after)) = rest.split_once("{{") {
        pieces.push((line, Piece::Text(before.to_owned())));
        line += lines(before);
        let Some((inside, next)) = after.split_once("}}") else {
            faults.push(Fault { line, message: Message::new("error-report-open").with("line", line) });
            rest = "";
            break;
        };
        match piece(inside, line) {
            Ok(piece) => pieces.push((line, piece)),
            Err(message) => faults.push(Fault { line, message }),
        }
        line += lines(inside);
        rest = next;
    }
    pieces.push((line, Piece::Text(rest.to_owned())));
    pieces.retain(|(_, piece)| !matches!(piece, Piece::Text(text) if text.is_empty()));
    (pieces, faults)
}

/// The text with the braces of other keyboards as plain ones: two open ones, a name and two closing ones.
fn braced(text: &str) -> String {
    let mut braced = text.to_owned();
    for (other, plain) in [(['｛', '﹛', '❴'], '{'), (['｝', '﹜', '❵'], '}')] {
        for sign in other {
            for pair in [format!("{sign}{sign}"), format!("{sign}{plain}"), format!("{plain}{sign}")] {
                braced = braced.replace(&pair, &format!("{plain}{plain}"));
            }
        }
    }
    braced
}

fn lines(text: &str) -> usize {
    text.matches('\n').count()
}

fn piece(inside: &str, line: usize) -> Result<Piece, Message> {
    let inside = inside.trim();
    if let Some((_, word)) = Word::ALL.iter().find(|(key, _)| *key == inside) {
        return Ok(Piece::Word(*word));
    }
    let Some(summands) = inside.strip_prefix("sum ") else {
        return Ok(Piece::Figures(vec![slot(inside, line)?]));
    };
    let slots = summands.split('+').map(|part| slot(part.trim(), line)).collect::<Result<Vec<_>, _>>()?;
    if adds_up(&slots) {
        Ok(Piece::Figures(slots))
    } else {
        Err(Message::new("error-report-sum").with("line", line).with("text", inside))
    }
}

fn slot(text: &str, line: usize) -> Result<Slot, Message> {
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or_default();
    let (name, class) = FigureName::parse_with_class(name)
        .ok_or_else(|| Message::new("error-report-figure").with("line", line).with("text", name))?;
    let narrowed = Narrowed { class, ..Narrowed::default() };
    let mut slot = Slot { name, round: None, scope: None, narrowed };
    for word in words {
        narrow(&mut slot, word)
            .ok_or_else(|| Message::new("error-report-option").with("line", line).with("text", word))?;
    }
    Ok(slot)
}

/// Takes one option of a figure; `None` if there is none such, or the figure does not take it.
fn narrow(slot: &mut Slot, word: &str) -> Option<()> {
    let name = slot.name;
    let narrowed = &mut slot.narrowed;
    match word.split_once('=').unwrap_or((word, "")) {
        ("own", "") => narrowed.own = true,
        (_, "") => return None,
        ("round", number) if name.takes_round() => slot.round = Some(number.parse().ok()?),
        ("scope", code) => slot.scope = Some(code.to_owned()),
        ("organiser", code) if name.of() != Of::Place => narrowed.organiser = Some(code.to_owned()),
        ("programme", key) if name.takes_programme() => {
            let asked: OfProgramme = key.parse().ok()?;
            narrowed.programme =
                Some(asked).filter(|asked| !asked.is_all() && (!asked.is_none() || name.knows_none()))?;
        }
        ("source", word) if name.takes_sources() => narrowed.sources.push(Origin::parse(word)?.word()),
        ("class", key) => narrowed.class = Some(key.to_owned()),
        _ => return None,
    }
    Some(())
}

/// Figures add if they are of one name and one unit and of different rounds, and count nothing that can be in both:
/// the rule of [`crate::figures::figure::Traced::sum`], told before anything is counted.
fn adds_up(slots: &[Slot]) -> bool {
    let Some(first) = slots.first() else { return false };
    let mut rounds: Vec<_> = slots.iter().map(|slot| slot.round).collect();
    rounds.sort_unstable();
    rounds.dedup();
    let alike = slots
        .iter()
        .all(|slot| slot.name == first.name && slot.scope == first.scope && slot.narrowed == first.narrowed);
    let apart = rounds.len() == slots.len() && !rounds.contains(&None);
    alike && slots.len() > 1 && apart && !first.name.counts().is_distinct()
}

/// A figure of a report that was counted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counted {
    /// Words of the figure's summands: name and round.
    pub of: Vec<(String, Option<i32>)>,
    /// Code of the unit.
    pub unit: String,
    /// The number.
    pub value: u64,
    /// What narrows all summands; reports that were frozen before there was such a thing have none.
    #[serde(default, skip_serializing_if = "Narrowed::is_empty")]
    pub narrowed: Narrowed,
}

/// A report as it was made: Markdown with the places of its figures, and the figures in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Made {
    /// Markdown; the n-th figure stands as [`place`] of n.
    pub text: String,
    /// The figures.
    pub figures: Vec<Counted>,
}

/// Signs that no text uses: from the private area of Unicode.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// The mark at which the n-th figure stands.
pub fn place(number: usize) -> String {
    format!("{OPEN}{number}{CLOSE}")
}

/// A text without signs that would look like the place of a figure.
pub fn plain(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// A text parted at the places of figures: text and, after it, the number of the figure.
pub fn parted(text: &str) -> Vec<(&str, Option<usize>)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((number, next)) = after.split_once(CLOSE) else { break };
        parts.push((before, number.parse().ok()));
        rest = next;
    }
    parts.push((rest, None));
    parts
}

impl Made {
    /// The Markdown with its figures written by `number`.
    pub fn written(&self, number: impl Fn(&Counted) -> String) -> String {
        parted(&self.text)
            .into_iter()
            .map(|(text, figure)| {
                let figure = figure.and_then(|figure| self.figures.get(figure)).map(&number);
                format!("{text}{}", figure.unwrap_or_default())
            })
            .collect()
    }

    /// The bytes that a frozen report is known by.
    pub fn bytes(&self) -> String {
        serde_json::json!([self.text, self.figures]).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_template_is_text_words_figures_and_sums() {
        let text =
            "# {{unit}}\n{{spot-checks round=1}} + x = {{ sum spot-checks round=1 + spot-checks round=2 }}.";
        let slot = |round| Slot {
            name: FigureName::SpotChecks,
            round: Some(round),
            scope: None,
            narrowed: Narrowed::default(),
        };
        assert_eq!(
            parse_template(text).unwrap(),
            [
                Piece::Text("# ".into()),
                Piece::Word(Word::Unit),
                Piece::Text("\n".into()),
                Piece::Figures(vec![slot(1)]),
                Piece::Text(" + x = ".into()),
                Piece::Figures(vec![slot(1), slot(2)]),
                Piece::Text(".".into()),
            ]
        );
    }

    #[test]
    fn every_fault_has_its_line_and_what_must_not_be_added_is_not() {
        let text = "{{nonsense}}\n{{sum area-problems + team-problems}}\n\n{{team-problems of=5201}}\n\
                    {{sum units-rated round=1 + units-rated round=2}}\n{{sum spot-checks round=1 + spot-checks}}\n{{units";
        let faults = parse_template(text).unwrap_err();
        let found: Vec<_> = faults.iter().map(|fault| (fault.line, fault.message.key)).collect();
        assert_eq!(
            found,
            [
                (1, "error-report-figure"),
                (2, "error-report-sum"),
                (4, "error-report-option"),
                (5, "error-report-sum"),
                (6, "error-report-sum"),
                (7, "error-report-open"),
            ]
        );
        assert_eq!(parse_template(" \n").unwrap_err()[0].message.key, "error-report-empty");
    }

    #[test]
    fn a_figure_is_narrowed_by_what_it_takes_and_by_nothing_else() {
        let one = |text: &str| match parse_template(text).map(|pieces| pieces.into_iter().next()) {
            Ok(Some(Piece::Figures(slots))) => Some(slots[0].clone()),
            _ => None,
        };
        let visited = one("{{counties-visited organiser=5201}}").unwrap();
        assert_eq!(visited.name, FigureName::PlacesVisited);
        assert_eq!(visited.narrowed.class.as_deref(), Some("county"));
        assert_eq!(visited.narrowed.organiser.as_deref(), Some("5201"));
        let found = one("{{team-problems source=lecture source=round-1}}").unwrap();
        assert_eq!(found.narrowed.sources, ["lecture", "round-1"]);
        assert!(one("{{units own}}").unwrap().narrowed.own);
        for wrong in ["{{visits round=1}}", "{{units organiser=52}}", "{{spot-checks source=lecture}}"] {
            assert_eq!(one(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_report_that_was_frozen_before_keeps_its_bytes() {
        let old = r#"{"of":[["spot-checks",1]],"unit":"52","value":142}"#;
        let counted: Counted = serde_json::from_str(old).unwrap();
        assert_eq!(serde_json::to_string(&counted).unwrap(), old);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_text_without_figures_comes_back(text in "[a-z {}=+\n#]{0,80}") {
            if let Ok(pieces) = parse_template(&text) {
                let only_text = pieces.iter().all(|piece| matches!(piece, Piece::Text(_)));
                let joined: String = pieces.iter().map(|piece| match piece {
                    Piece::Text(text) => text.as_str(), _ => "",
                }).collect();
                prop_assert!(!only_text || joined == text);
            }
        }

        #[test]
        fn figures_stand_where_they_were_put(before in "[a-z*]{0,9}", after in "[a-z*]{0,9}", value in any::<u64>()) {
            let counted = Counted {
                of: vec![("visits".into(), None)],
                unit: "52".into(),
                value,
                narrowed: Narrowed::default(),
            };
            let made = Made { text: format!("{before}{}{after}", place(0)), figures: vec![counted] };
            prop_assert_eq!(made.written(|figure| figure.value.to_string()), format!("{before}{value}{after}"));
        }
    }
}
