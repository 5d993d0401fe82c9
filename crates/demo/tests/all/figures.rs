//! The demonstration yields the published figures from its records, on both engines.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::rating_show::{list_ratings, show_rating},
    figures::{
        figure_show::{Asked, show_figure},
        report_show::{Wanted, report},
    },
    journal_verify::verify_journal,
};
use earnest_demo::{Start, TODAY, build, truth};
use earnest_model::{
    actor::Actor,
    figures::figure_name::FigureName,
    fraction::Fraction,
    permit::{ReadProgramme, ReadPublished, decide, decide_on},
    programmes::standard::{PartKind, SeverityRule},
};
use earnest_testkit::{OPERATOR, register::Register};

/// What the register must yield for the province, each by counting its records.
const PUBLISHED: [(FigureName, Option<i32>, u64); 22] = {
    use FigureName as N;
    [
        (N::MeetingsHeld, None, 31),
        (N::InterviewsHeld, None, 43),
        (N::AreaProblems, None, 29),
        (N::AreaAspects, None, 6),
        (N::Manifestations, None, 36),
        (N::ManifestationAspects, None, 6),
        (N::TeamProblems, None, 547),
        (N::TeamMeasures, None, 1_673),
        (N::SpotChecks, None, 285),
        (N::SpotChecks, Some(1), 142),
        (N::SpotChecks, Some(2), 143),
        (N::SpotChecksAssessed, None, 285),
        (N::PlansDue, None, 61),
        (N::PlansReviewed, Some(1), 61),
        (N::PlansReviewed, Some(2), 61),
        (N::PlansReviewed, Some(3), 61),
        (N::UnitsObserved, Some(1), 61),
        (N::UnitsObserved, Some(2), 61),
        (N::CircularsPublished, None, 2),
        (N::CircularsPublished, Some(1), 1),
        (N::CircularsPublished, Some(3), 0),
        (N::Comments, None, 0),
    ]
};

/// The places that were visited, by the words under which they are published.
const VISITED: [(&str, u64); 4] = [
    ("counties-visited", 13),
    ("county-departments-visited", 9),
    ("townships-visited", 13),
    ("villages-visited", 15),
];

fn built(register: Register) -> Register {
    let start = Start { password: "earnest-demo", seed: 2015, salt: [5; 16] };
    let pack = earnest_testkit::pack::shipped();
    register.store.relax_durability(true).unwrap();
    build(&register.store, &pack, start, &mut |_| {}).unwrap();
    register.today.set(TODAY);
    register
}

fn value(register: &Register, name: FigureName, unit: &str, round: Option<i32>) -> u64 {
    let asked = Asked { unit: Some(unit), round, ..Asked::of(name) }.as_taken();
    show_figure(&register.context(&OPERATOR), asked, None, 0).unwrap().figure.value()
}

/// Follows a figure page by page and counts what is listed.
fn listed(register: &Register, name: FigureName, unit: &str, round: Option<i32>) -> u64 {
    let asked = Asked { unit: Some(unit), round, ..Asked::of(name) }.as_taken();
    let mut after = None;
    let mut count = 0;
    loop {
        let page = show_figure(&register.context(&OPERATOR), asked, after, 700).unwrap();
        count += page.records.len() as u64;
        match page.next {
            Some(next) => after = Some(next),
            None => return count,
        }
    }
}

fn check(register: &Register) {
    for (name, round, expected) in PUBLISHED {
        assert_eq!(value(register, name, "52", round), expected, "{name:?} of round {round:?}");
    }
    check_lower_tiers(register);
    for (word, expected) in VISITED {
        let (name, class) = FigureName::parse_with_class(word).unwrap();
        let asked = Asked { unit: Some("52"), class: class.as_deref(), ..Asked::of(name) };
        let shown = show_figure(&register.context(&OPERATOR), asked, None, 100).unwrap();
        assert_eq!((shown.figure.value(), shown.records.len() as u64), (expected, expected), "{word}");
    }
    for name in FigureName::ALL.iter().copied() {
        for (unit, round) in
            [("52", None), ("52", Some(2)), ("5201", None), ("5206", Some(1)), ("520111", None)]
        {
            if name == FigureName::DutiesAssigned && unit == "52" {
                continue; // forty thousand records, and of the same query as those acknowledged
            }
            let (counted, found) = (value(register, name, unit, round), listed(register, name, unit, round));
            assert_eq!(counted, found, "{name:?} of {unit}, round {round:?}");
        }
    }
    let report =
        report(&register.context(&OPERATOR), Wanted { unit: Some("52"), ..Wanted::default() }).unwrap();
    let states: Vec<_> = report.rounds.iter().map(|(_, _, state)| state.as_str()).collect();
    assert_eq!(states, ["circulated", "circulated", "open"]);
    assert_eq!(report.comments, 0);
    check_draws(register);
    check_severity(register);
    let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
    assert!(verified.holds(), "{:?} {:?}", verified.broken, verified.faults.first());
}

/// Two prefectures and a county did for themselves what the province did, and each figure of theirs opens to its records.
fn check_lower_tiers(register: &Register) {
    use FigureName as N;
    for (unit, owed, listened) in [("5201", 41, 11), ("5204", 37, 10), ("520111", 25, 7)] {
        for (name, expected) in [
            (N::PlansDue, owed),
            (N::PlansApproved, owed),
            (N::SeminarsHeld, owed),
            (N::UnitsObserved, listened),
            (N::CircularsPublished, 1),
        ] {
            let (counted, found) =
                (value(register, name, unit, Some(1)), listed(register, name, unit, Some(1)));
            assert_eq!((counted, found), (expected, expected), "{name:?} of {unit}");
        }
        let drawn = value(register, N::SpotChecks, unit, Some(1));
        assert!(drawn * 5 >= owed && drawn == value(register, N::SpotChecksAssessed, unit, None), "{drawn}");
        assert!(value(register, N::UnitsRated, unit, None) > 0);
    }
}

/// At least a fifth of every class in each round, and certificates that hold.
fn check_draws(register: &Register) {
    let mut snapshot = register.store.snapshot().unwrap();
    let mut reader = snapshot.reader();
    let root = reader.locate("52").unwrap().unwrap();
    let permit = decide::<ReadPublished>(&Actor::PUBLIC, root, TODAY).unwrap();
    let draws = reader
        .draws(
            &permit,
            (&earnest_model::organisation::Opening::Everything, earnest_store::Listed::InUse),
            None,
            10,
        )
        .unwrap();
    let (draws, beneath): (Vec<_>, Vec<_>) = draws.into_iter().partition(|draw| draw.organiser == "贵州省");
    assert_eq!(beneath.len(), 3, "two prefectures and a county drew for themselves");
    assert_eq!(draws.len(), 2);
    let frames = [[88, 310, 165, 70, 75], [88, 310, 165, 74, 75]];
    for (brief, frames) in draws.iter().rev().zip(frames) {
        let draw = {
            let at = reader.at(brief.id).unwrap().unwrap();
            reader.draw(&decide_on::<ReadPublished, _>(&Actor::PUBLIC, at, TODAY).unwrap()).unwrap()
        };
        let certificate = draw.public.certificate.unwrap();
        let verified = earnest_draw::verify(certificate.as_bytes()).unwrap();
        let sizes: Vec<_> = verified.frame.strata().map(|(_, ids)| ids.len()).collect();
        assert_eq!(sizes, frames);
        for ((_, ids), drawn) in verified.frame.strata().zip(verified.drawn.values()) {
            assert!(drawn.len() * 5 >= ids.len());
        }
        let changed = certificate.replacen("\"order\": 1,", "\"order\": 2,", 1);
        assert!(earnest_draw::verify(changed.as_bytes()).is_err());
    }
}

/// The severity-adjusted scores lie nearer the truth and order the sessions more truly than the marks do.
fn check_severity(register: &Register) {
    let sessions = sessions(register);
    assert_eq!(sessions.len(), 61);
    let ([raw, adjusted], [raw_order, adjusted_order]) = (distances(&sessions), inversions(&sessions));
    assert!(adjusted < raw, "distance from the truth: {} as marked, {} adjusted", raw, adjusted);
    assert!(
        adjusted_order < raw_order,
        "{raw_order} pairs out of order as marked, {adjusted_order} adjusted"
    );
}

/// Of every session of the first round: the truth, the score as marked, the adjusted score.
fn sessions(register: &Register) -> Vec<[Fraction; 3]> {
    let context = register.context(&OPERATOR);
    let mut snapshot = register.store.snapshot().unwrap();
    let mut reader = snapshot.reader();
    let root = reader.locate("52").unwrap().unwrap();
    let programme = decide::<ReadProgramme>(&OPERATOR, root, TODAY).unwrap();
    let subordinates = reader.children(&programme, i64::MIN, 100).unwrap();
    let round = reader.rounds_of(root.unit).unwrap().into_iter().find(|round| round.number == 1).unwrap();
    let list = list_ratings(&context, Some(round.id)).unwrap();
    let ratings: Vec<_> = list.classes.iter().flat_map(|class| &class.ratings).collect();
    let mut sessions = Vec::new();
    for (place, child) in subordinates.iter().enumerate() {
        let (_, rating) = ratings.iter().find(|(_, rating)| rating.code == child.unit.code).unwrap();
        let (stored, ..) = show_rating(&context, rating.id).unwrap();
        let part = stored.parts.iter().find(|part| part.part == PartKind::Observation).unwrap();
        let adjusted = part.by(SeverityRule::Adjusted).unwrap();
        assert_eq!(part.score, Some(adjusted), "the standard of the pack lets the adjusted score count");
        sessions.push([Fraction::whole(truth::of_session(place)), part.raw().unwrap(), adjusted]);
    }
    sessions
}

/// The mean distance from the truth in points, as marked and adjusted, in tenths.
fn distances(sessions: &[[Fraction; 3]]) -> [Fraction; 2] {
    let mean = |of: fn(&[Fraction; 3]) -> Fraction| {
        let away = sessions.iter().map(|session| (of(session) - session[0]).max(session[0] - of(session)));
        Fraction::mean(&away.collect::<Vec<_>>()).unwrap()
    };
    [mean(|session| session[1]), mean(|session| session[2])]
}

/// Pairs of sessions whose order is not the true one, as marked and adjusted.
fn inversions(sessions: &[[Fraction; 3]]) -> [usize; 2] {
    let count = |of: fn(&[Fraction; 3]) -> Fraction| {
        let wrong = |one: &[Fraction; 3]| {
            sessions.iter().filter(|other| one[0] > other[0] && of(one) <= of(other)).count()
        };
        sessions.iter().map(wrong).sum::<usize>()
    };
    [count(|session| session[1]), count(|session| session[2])]
}

#[test]
fn the_demonstration_yields_the_published_figures_on_sqlite() {
    check(&built(Register::empty_sqlite()));
}

#[test]
fn the_demonstration_yields_the_published_figures_on_postgresql() {
    check(&built(Register::empty_postgres()));
}
