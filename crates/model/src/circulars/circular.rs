//! The circular: a published result, versioned; a published version never changes.

use crate::{
    fraction::Fraction,
    message::{FieldErrors, Message},
    programmes::exception::Exception,
    text::{Line, Prose, date, optional},
    units::called::entries,
    words::words,
};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

words! {
    /// How a unit is named in a circular.
    Polarity, "error-polarity" {
        /// As a good example.
        Commendation = "commendation",
        /// For what must be mended.
        Criticism = "criticism",
    }
}

/// Days in which the recipients of a circular confirm that they read it.
pub const CONFIRM_DAYS: i32 = 7;

/// By when a circular is to be confirmed: [`CONFIRM_DAYS`] after it was published. A reminder moves no day.
pub fn confirm_until(published_on: Date) -> Date {
    published_on.saturating_add(CONFIRM_DAYS.days())
}

/// The last day on which a circular was published that is late unconfirmed on `today`: [`confirm_until`] turned round, for
/// queries.
pub fn confirmed_too_late(today: Date) -> Date {
    today.saturating_sub((CONFIRM_DAYS + 1).days())
}

words! {
    /// Who must do what a circular requires.
    Addressees, "error-addressees" {
        /// Every unit that gets the circular.
        All = "all",
        /// The units that are criticised in it.
        Criticised = "criticised",
    }
}

/// The frame and the sample of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassFacts {
    /// Key of the class.
    pub class: String,
    /// Units in the frame.
    pub frame: u64,
    /// Units drawn.
    pub drawn: u64,
    /// Units whose materials were assessed.
    pub assessed: u64,
}

/// A row of the annexed table of results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultRow {
    /// Key of the class.
    pub class: String,
    /// Code of the unit.
    pub unit: String,
    /// Name of the unit on the day of publication.
    pub name: String,
    /// Score out of 100; none where a veto decided.
    pub score: Option<Fraction>,
    /// Key of the grade.
    pub grade: String,
}

/// Something that went well or a problem, with the units that are named for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Facts, not adjectives.
    pub text: String,
    /// Code and name of the units named, on the day of publication; may be none.
    pub units: Vec<(String, String)>,
    /// What units replied that wish to have it stand here: name and words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<(String, String)>,
}

/// What must be done, by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// What.
    pub text: String,
    /// By when.
    pub due_on: Date,
    /// Whether the units criticised alone must do it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_criticised: bool,
}

/// The document, part by part in its customary order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircularBody {
    /// Whom it goes to, in words.
    pub recipients: String,
    /// Why, and by which rule.
    pub grounds: String,
    /// First and last day of what was assessed.
    pub period: (Date, Date),
    /// Plans that were due and reviewed.
    pub plans: (u64, u64),
    /// Units whose session was observed.
    pub observed: u64,
    /// Frame and sample by class.
    pub classes: Vec<ClassFacts>,
    /// The digits by which was drawn, and where they come from; circulars from before that was said don't tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digits: Option<(String, String)>,
    /// What went well.
    pub went_well: Vec<Point>,
    /// Problems, by kind.
    pub problems: Vec<Point>,
    /// What must be done.
    pub requirements: Vec<Requirement>,
    /// The table of results.
    pub results: Vec<ResultRow>,
    /// Who issues it.
    pub issuer: String,
    /// The bodies that signed the standard of the round with the issuer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed_with: Vec<String>,
    /// What was done in the round otherwise than its gates ask for, with the reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
    /// Why a correction was published; none for the first version.
    pub correction: Option<String>,
}

impl CircularBody {
    /// Whether it says what another one says, the words on what is corrected aside.
    pub fn says_the_same(&self, other: &Self) -> bool {
        Self { correction: None, ..self.clone() } == Self { correction: None, ..other.clone() }
    }

    /// All units drawn.
    pub fn drawn(&self) -> u64 {
        self.classes.iter().map(|class| class.drawn).sum()
    }

    /// All units of the frame.
    pub fn frame(&self) -> u64 {
        self.classes.iter().map(|class| class.frame).sum()
    }
}

/// A point as a form sends it: units, one a line, and the text.
pub type PointForm<'a> = (&'a str, &'a str);

/// A requirement as a form sends it: the text, the day `YYYY-MM-DD`, the word of the [`Addressees`] (blank: all).
pub type RequirementForm<'a> = (&'a str, &'a str, &'a str);

/// What a person writes of a circular; everything else comes from the register.
#[derive(Debug, Clone, Default)]
pub struct CircularForm<'a> {
    /// Title.
    pub title: &'a str,
    /// Whom it goes to, in words.
    pub recipients: &'a str,
    /// Why, and by which rule.
    pub grounds: &'a str,
    /// What went well; rows without a text are left out.
    pub went_well: Vec<PointForm<'a>>,
    /// Problems; rows without a text are left out.
    pub problems: Vec<PointForm<'a>>,
    /// What must be done; rows without a text are left out.
    pub requirements: Vec<RequirementForm<'a>>,
    /// Why it is corrected; blank in a first version.
    pub correction: &'a str,
}

/// A point that was parsed: the text, and the units that it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPoint {
    /// The text.
    pub text: String,
    /// Codes of units; what was typed for them, until the register was asked.
    pub codes: Vec<String>,
}

/// A circular as a person wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Title.
    pub title: Line,
    /// Whom it goes to.
    pub recipients: Line,
    /// Why, and by which rule.
    pub grounds: Prose,
    /// What went well.
    pub went_well: Vec<DraftPoint>,
    /// Problems.
    pub problems: Vec<DraftPoint>,
    /// Requirements.
    pub requirements: Vec<Requirement>,
    /// Why it is corrected.
    pub correction: Option<Line>,
}

/// Parses a circular on a day; `version` is the one that it would have. A correction says why; a first version has none.
/// Fields: the form's names, `went_well-N`, `problems-N`, `requirements-N`.
pub fn parse_circular(form: &CircularForm<'_>, version: i32, today: Date) -> Result<Draft, FieldErrors> {
    let mut errors = FieldErrors::new();
    let title = errors.take("title", Line::parse(form.title));
    let recipients = errors.take("recipients", Line::parse(form.recipients));
    let grounds = errors.take("grounds", Prose::parse(form.grounds));
    let went_well = points("went_well", &form.went_well, &mut errors);
    let problems = points("problems", &form.problems, &mut errors);
    let requirements = requirements(&form.requirements, &mut errors);
    for (place, it) in requirements.iter().filter(|(_, it)| version == 1 && it.due_on < today) {
        let past = Message::new("error-circular-requirement-past").with("day", it.due_on.to_string());
        errors.add(format!("requirements-{place}"), past);
    }
    let requirements = requirements.into_iter().map(|(_, it)| it).collect();
    let correction = errors.take("correction", optional(form.correction, Line::parse_reason)).flatten();
    if version > 1 && correction.is_none() {
        errors.add("correction", Message::new("error-circular-correction"));
    }
    match (title, recipients, grounds) {
        (Some(title), Some(recipients), Some(grounds)) if errors.is_empty() => {
            let correction = correction.filter(|_| version > 1);
            Ok(Draft { title, recipients, grounds, went_well, problems, requirements, correction })
        }
        _ => Err(errors),
    }
}

/// Whether a draft may become a version on a day: a correction says why, also where the version before was published after
/// the draft was begun; a first version requires nothing for a day that is past, for nobody could do it any more.
pub fn may_become(draft: &Draft, version: i32, today: Date) -> Result<(), Message> {
    if version == 1
        && let Some(past) = draft.requirements.iter().find(|it| it.due_on < today)
    {
        return Err(Message::new("error-circular-requirement-past").with("day", past.due_on.to_string()));
    }
    if version > 1 && draft.correction.is_none() {
        return Err(Message::new("error-circular-uncorrected"));
    }
    Ok(())
}

fn points(field: &str, forms: &[PointForm<'_>], errors: &mut FieldErrors) -> Vec<DraftPoint> {
    let mut points = Vec::new();
    for (place, (units, text)) in forms.iter().enumerate() {
        let codes = entries(units);
        if text.trim().is_empty() && codes.is_empty() {
            continue;
        }
        if let Some(text) = errors.take(&format!("{field}-{place}"), Prose::parse(text)) {
            points.push(DraftPoint { text: text.into(), codes });
        }
    }
    points
}

/// Each with its place in the form.
fn requirements(forms: &[RequirementForm<'_>], errors: &mut FieldErrors) -> Vec<(usize, Requirement)> {
    let mut requirements = Vec::new();
    let filled = forms.iter().enumerate().filter(|(_, (text, ..))| !text.trim().is_empty());
    for (place, (text, due_on, who)) in filled {
        let field = format!("requirements-{place}");
        let text = errors.take(&field, Prose::parse(text));
        let due_on = errors.take(&field, date(due_on));
        let who = errors.take(&field, optional(who, Addressees::parse));
        if let (Some(text), Some(due_on), Some(who)) = (text, due_on, who) {
            let of_criticised = who == Some(Addressees::Criticised);
            requirements.push((place, Requirement { text: text.into(), due_on, of_criticised }));
        }
    }
    requirements
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = jiff::civil::date(2015, 7, 1);

    #[test]
    fn a_first_version_requires_nothing_for_a_day_that_is_past() {
        let later = jiff::civil::date(2015, 7, 2);
        let errors = parse_circular(&form(), 1, later).unwrap_err();
        assert_eq!(errors.at("requirements-0").unwrap().key, "error-circular-requirement-past");
        let draft = parse_circular(&form(), 1, DAY).unwrap();
        assert_eq!(may_become(&draft, 1, later).unwrap_err().key, "error-circular-requirement-past");
        assert!(may_become(&draft, 1, DAY).is_ok());
        let corrected = CircularForm { correction: "a name was wrong", ..form() };
        assert!(parse_circular(&corrected, 2, later).is_ok(), "a correction repeats what was required");
    }

    #[test]
    fn a_circular_is_late_unconfirmed_from_the_day_after_its_day_on() {
        let today = jiff::civil::date(2015, 6, 20);
        for ago in 0..20 {
            let published = today.saturating_sub(ago.days());
            let late = crate::late::is_late(Some(confirm_until(published)), today);
            assert_eq!(late, published <= confirmed_too_late(today), "{ago}");
        }
    }

    fn form() -> CircularForm<'static> {
        CircularForm {
            title: "Result of round 1",
            recipients: "all units",
            grounds: "by the standard",
            went_well: vec![("A1; A2", "opinions were collected widely"), ("", " ")],
            problems: vec![("", "speeches without an instance")],
            requirements: vec![("mend it", "2015-07-01", "criticised")],
            correction: "",
        }
    }

    #[test]
    fn a_point_names_its_units_and_blank_rows_are_left_out() {
        let draft = parse_circular(&form(), 1, DAY).unwrap();
        assert_eq!(draft.went_well.len(), 1);
        assert_eq!(draft.went_well.first().unwrap().codes, ["A1", "A2"]);
        assert!(draft.problems.first().unwrap().codes.is_empty());
        assert!(draft.requirements.first().unwrap().of_criticised);
    }

    #[test]
    fn a_correction_says_why_and_a_unit_is_not_named_for_nothing() {
        assert!(parse_circular(&form(), 2, DAY).unwrap_err().at("correction").is_some());
        for nothing in ["score", "xxxxxxxxxxxx"] {
            let bare = CircularForm { correction: nothing, ..form() };
            assert!(parse_circular(&bare, 2, DAY).unwrap_err().at("correction").is_some(), "{nothing}");
        }
        let corrected = CircularForm { correction: "a score was wrong", ..form() };
        assert!(parse_circular(&corrected, 2, DAY).unwrap().correction.is_some());
        let first = parse_circular(&form(), 1, DAY).unwrap();
        assert_eq!(may_become(&first, 1, DAY), Ok(()));
        assert_eq!(may_become(&first, 2, DAY).unwrap_err().key, "error-circular-uncorrected");
        let bare =
            CircularForm { problems: vec![("A1", "")], requirements: vec![("x", "soon", "")], ..form() };
        let errors = parse_circular(&bare, 1, DAY).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["problems-0", "requirements-0"]);
    }
}
