//! The document of a circular, part by part: as it was published, and as a draft would be.

use super::facts;
use crate::{
    frame::{call::Call, paper::tongue},
    look::{Amount, Cell, Counted, Figures, Table},
    pages::{
        paths,
        shared::{exceptions::sentences, score::score},
    },
};
use earnest_app::circulars::circular_show::{CountedFacts, PublishedStandard};
use earnest_model::{
    Date,
    circulars::circular::{CircularBody, ClassFacts, Point, ResultRow},
    figures::figure_name::FigureName,
    programmes::round::Round,
};
use earnest_papers::{Counter, Level};

/// What a document is made of.
pub(super) struct Document<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// Its version.
    pub(super) version: i32,
    /// The number that it was given.
    pub(super) number: Option<&'a str>,
    /// What it says.
    pub(super) body: &'a CircularBody,
    /// Its round.
    pub(super) round: &'a Round,
    /// Code of the organiser.
    pub(super) organiser: &'a str,
    /// The standard, for the words of the grades.
    pub(super) standard: Option<&'a PublishedStandard>,
    /// What the register counts of the day of its publication, for whoever reads figures.
    pub(super) counted: Option<&'a CountedFacts>,
    /// The day of its publication; none of a draft.
    pub(super) day: Option<Date>,
}

/// A point with the units named for it, in one line.
pub(super) struct PointWords {
    pub(super) text: String,
    pub(super) units: String,
    pub(super) replies: Vec<String>,
}

/// The headings of the parts that there are, numbered.
pub(super) struct Heads {
    pub(super) facts: String,
    pub(super) well: String,
    pub(super) problems: String,
    pub(super) requirements: String,
}

impl Heads {
    fn of(call: &Call<'_>, body: &CircularBody) -> Self {
        let tr = call.tr;
        let mut counter = Counter::default();
        let mut head = |words: &str, there: bool| {
            if there {
                format!("{}{words}", counter.next(Level::First, tongue(call.lang)))
            } else {
                String::new()
            }
        };
        Self {
            facts: head(&tr.circular_part_facts(), true),
            well: head(&tr.circular_part_well(), !body.went_well.is_empty()),
            problems: head(&tr.circular_part_problems(), !body.problems.is_empty()),
            requirements: head(&tr.circular_part_requirements(), !body.requirements.is_empty()),
        }
    }
}

/// The document in words.
pub(super) struct Article {
    pub(super) title: String,
    /// What stands where the number of a document stands: the number and, of a correction, its version; without one the version.
    pub(super) version: String,
    /// The number that it was given.
    pub(super) number: Option<String>,
    pub(super) correction: Option<String>,
    pub(super) issuer: String,
    pub(super) signed_with: Vec<String>,
    pub(super) recipients: String,
    pub(super) heads: Heads,
    pub(super) grounds: Vec<String>,
    pub(super) facts: Vec<String>,
    pub(super) counted: Option<Figures>,
    pub(super) classes: Option<Table>,
    pub(super) went_well: Vec<PointWords>,
    pub(super) problems: Vec<PointWords>,
    pub(super) requirements: Vec<String>,
    pub(super) day: String,
    pub(super) results: Option<Table>,
}

impl Article {
    /// The words of a document.
    pub(super) fn of(call: &Call<'_>, document: &Document<'_>) -> Self {
        let (tr, body) = (call.tr, document.body);
        let requirements = body.requirements.iter().map(|requirement| {
            tr.circular_requirement(tr.date_long(requirement.due_on), requirement.text.as_str())
        });
        let corrected = |why: &String| tr.circular_corrected(i64::from(document.version), why);
        Self {
            title: document.title.to_owned(),
            version: match (document.number, document.version) {
                (Some(number), 1) => number.to_owned(),
                (Some(number), version) => {
                    format!("{number} · {}", tr.circular_version(i64::from(version)))
                }
                (None, version) => tr.circular_version(i64::from(version)),
            },
            number: document.number.map(str::to_owned),
            correction: body.correction.as_ref().map(corrected),
            heads: Heads::of(call, body),
            issuer: body.issuer.clone(),
            signed_with: body.signed_with.clone(),
            recipients: tr.circular_to(body.recipients.trim_end_matches(['：', ':'])),
            grounds: body.grounds.lines().map(str::to_owned).collect(),
            facts: told(call, document),
            counted: document.counted.map(|counted| facts::facts(call, &counted.figures, &counted.organiser)),
            classes: (!body.classes.is_empty()).then(|| classes(call, document)),
            went_well: body.went_well.iter().map(|point| words(call, document.organiser, point)).collect(),
            problems: body.problems.iter().map(|point| words(call, document.organiser, point)).collect(),
            requirements: requirements.collect(),
            day: document
                .day
                .map_or_else(|| tr.circular_day_of_publication().into_owned(), |day| tr.date_long(day)),
            results: (!body.results.is_empty()).then(|| results(call, document, &body.results)),
        }
    }
}

/// The basic facts, each a sentence; what was not done is not said.
fn told(call: &Call<'_>, document: &Document<'_>) -> Vec<String> {
    let (tr, body) = (call.tr, document.body);
    let (from, until) = (tr.date_long(body.period.0), tr.date_long(body.period.1));
    let (due, reviewed) = body.plans;
    let number = i64::from(document.round.number);
    let mut facts = vec![tr.circular_period(from, number, document.round.topic.as_str(), until)];
    if due > 0 {
        facts.push(tr.circular_plans(due, reviewed));
    }
    if body.observed > 0 {
        facts.push(tr.circular_observed(body.observed));
    }
    if body.frame() > 0 {
        let assessed: u64 = body.classes.iter().map(|class| class.assessed).sum();
        facts.push(tr.circular_drawn(assessed, body.drawn(), body.frame()));
    }
    if let Some((digits, origin)) = &body.digits {
        facts.push(tr.circular_digits(digits.as_str(), origin.as_str()));
    }
    facts.extend(sentences(call, &body.exceptions));
    facts
}

/// The table by class: the numbers that were published, each the way to its records of that day.
fn classes(call: &Call<'_>, document: &Document<'_>) -> Table {
    let tr = call.tr;
    let rows = document.body.classes.iter().map(|class| {
        [
            Cell::from(call.pack().class_name(&class.class, call.lang.tag())),
            Amount::as_published(tr, class.frame).into(),
            published(call, document, (FigureName::SpotChecks, class), class.drawn),
            published(call, document, (FigureName::SpotChecksAssessed, class), class.assessed),
        ]
    });
    Table::new(tr.circular_classes())
        .column(tr.circular_class())
        .numbers(tr.circular_frame())
        .numbers(tr.circular_sample())
        .numbers(tr.circular_assessed())
        .rows(rows)
}

/// A number of a class as it was published. Where the register counts the same of that day, it opens to the records;
/// otherwise what it counts stands beside.
fn published(
    call: &Call<'_>,
    document: &Document<'_>,
    (name, class): (FigureName, &ClassFacts),
    value: u64,
) -> Cell {
    let told = || String::from(Amount::as_published(call.tr, value));
    let Some(counted) = document.counted else { return told().into() };
    let Some(figure) = counted.of_class(name, &class.class) else { return told().into() };
    let href = paths::figures::traced(figure, &counted.organiser, &counted.organiser);
    let count = Counted::new(call.tr, figure, href);
    if figure.value() == value {
        count.into()
    } else {
        Cell::Noted(told(), call.tr.report_now(count.words()))
    }
}

/// What a unit is called: the organiser's own leading group is told apart, here as everywhere.
pub(super) fn called(call: &Call<'_>, organiser: &str, (code, name): (&str, &str)) -> String {
    if code == organiser { call.tr.leading_group_of(name) } else { name.to_owned() }
}

fn words(call: &Call<'_>, organiser: &str, point: &Point) -> PointWords {
    let names: Vec<_> =
        point.units.iter().map(|(code, name)| called(call, organiser, (code, name))).collect();
    let units = if names.is_empty() {
        String::new()
    } else {
        call.tr.circular_named(names.join(&*call.tr.circular_comma()))
    };
    let reply = |(name, words): &(String, String)| call.tr.circular_reply(name.as_str(), words.as_str());
    PointWords { text: point.text.clone(), units, replies: point.replies.iter().map(reply).collect() }
}

fn results(call: &Call<'_>, document: &Document<'_>, rows: &[ResultRow]) -> Table {
    let (tr, tag) = (call.tr, call.lang.tag());
    let standard = document.standard.map(|published| &published.standard);
    let row = |row: &ResultRow| {
        let grade = standard.and_then(|standard| standard.grade_named(&row.grade));
        let name = called(call, document.organiser, (&row.unit, &row.name));
        [
            Cell::from(name),
            call.pack().class_name(&row.class, tag).into(),
            row.score.map_or_else(|| tr.common_not_yet().into_owned(), score).into(),
            grade.map_or(row.grade.as_str(), |grade| grade.name.get(tag)).into(),
        ]
    };
    Table::new(tr.circular_results())
        .column(tr.circular_unit())
        .column(tr.circular_class())
        .numbers(tr.circular_score())
        .column(tr.circular_grade())
        .rows(rows.iter().map(row))
}
