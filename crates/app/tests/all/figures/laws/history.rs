//! Histories: what happens, day by day, and what must hold of every figure meanwhile and afterwards.

use super::{
    remembering,
    world::{AREAS, SIDE_BY_SIDE, World},
};
use earnest_app::figures::figure_show::{Asked, show_figure, show_figures};
use earnest_model::{
    Date,
    figures::{
        figure_name::{FigureName, Of},
        scope::OfProgramme,
    },
};
use earnest_testkit::{OPERATOR, register::Register};
use proptest::{
    collection::vec,
    prelude::{Strategy, any},
    test_runner::TestCaseError,
};

/// Something that happens: what, where, and some chance.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// What.
    pub what: u8,
    /// Where.
    pub place: u8,
    /// Chance.
    pub chance: u16,
}

/// Histories of some length.
pub fn histories() -> impl Strategy<Value = Vec<Act>> {
    let act = (any::<u8>(), any::<u8>(), any::<u16>());
    vec(act.prop_map(|(what, place, chance)| Act { what, place, chance }), 60..110)
}

/// A figure as it is asked here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    name: FigureName,
    unit: &'static str,
    organiser: Option<&'static str>,
    round: Option<i32>,
    programme: OfProgramme,
}

impl Question {
    /// As the use case is asked.
    pub fn asked(self, as_of: Option<Date>) -> Asked<'static> {
        let Self { name, unit, organiser, round, programme } = self;
        let programme = Some(programme).filter(|asked| !asked.is_all());
        Asked { unit: Some(unit), organiser, round, programme, as_of, ..Asked::of(name) }
    }
}

/// What is asked at the end of every day.
pub fn questions() -> Vec<Question> {
    let mut all = Vec::new();
    for name in FigureName::ALL.iter().copied() {
        for (unit, organiser) in
            [("P", None), ("A", None), ("A", Some("P")), ("A1", Some("A")), ("B", Some("P"))]
        {
            if organiser.is_some() && name.of() == Of::Place {
                continue;
            }
            let one = Question { name, unit, organiser, round: None, programme: OfProgramme::All };
            all.push(one);
            if name.takes_round() && unit != "A1" {
                all.push(Question { round: Some(1), ..one });
            }
            // Of the two programmes that stand side by side, each alone, and what belongs to none.
            if unit == "P" && name.takes_programme() {
                all.extend(SIDE_BY_SIDE.map(|id| Question { programme: OfProgramme::This(id), ..one }));
            }
            if unit == "P" && name.knows_none() {
                all.push(Question { programme: OfProgramme::None, ..one });
            }
        }
    }
    all
}

/// A number and the keys of its records.
pub type Answer = (u64, Vec<i64>);

/// What the register answers.
pub fn answer(register: &Register, asked: Asked<'_>) -> Answer {
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 10_000).unwrap();
    (shown.figure.value(), shown.records.iter().map(|record| record.id).collect())
}

fn fail(text: String) -> TestCaseError {
    TestCaseError::fail(text)
}

/// Plays a history and tries all laws.
pub fn check(register: Register, acts: &[Act]) -> Result<(), TestCaseError> {
    let mut world = World::new(register);
    let questions = questions();
    let mut said: Vec<(Date, Vec<Answer>)> = Vec::new();
    for act in acts {
        if act.what % 11 == 0 {
            let day = world.register.today.get();
            let answers: Vec<_> =
                questions.iter().map(|one| answer(&world.register, one.asked(None))).collect();
            trace(&questions, &answers)?;
            parts(&world.register)?;
            remembering::check(&mut world, said.len())?;
            said.push((day, answers));
            world.next_day(act.chance);
            remembering::ask(&mut world, said.len());
            continue;
        }
        let before: Vec<_> = AREAS.iter().map(|area| of_rounds(&world.register, area)).collect();
        let organiser = world.act(act);
        for (area, before) in AREAS.iter().zip(before) {
            let after = of_rounds(&world.register, area);
            if organiser.is_none_or(|organiser| organiser != *area) && after != before {
                return Err(fail(format!(
                    "{act:?} of {organiser:?} changed what {area} did: {before:?} {after:?}"
                )));
            }
        }
    }
    for (day, answers) in &said {
        for (question, then) in questions.iter().zip(answers) {
            let now = answer(&world.register, question.asked(Some(*day)));
            if now != *then {
                return Err(fail(format!("{question:?} of {day}: then {then:?}, now {now:?}")));
            }
        }
    }
    Ok(())
}

/// Law 1: as many records as the number says.
fn trace(questions: &[Question], answers: &[Answer]) -> Result<(), TestCaseError> {
    for (question, (value, records)) in questions.iter().zip(answers) {
        if *value != records.len() as u64 {
            return Err(fail(format!("{question:?}: {value}, and {} records", records.len())));
        }
    }
    Ok(())
}

/// Law 3: figures of an organiser's rounds, which others' acts must leave alone.
fn of_rounds(register: &Register, organiser: &str) -> Vec<u64> {
    let shown = show_figures(
        &register.context(&OPERATOR),
        Asked { unit: Some(organiser), ..Asked::of(FigureName::Units) },
    );
    let figures = shown.unwrap().figures;
    let of = |name: FigureName| {
        let visited = name.of() == Of::Organiser && !name.takes_round();
        visited || (name.of() == Of::Rounds && name != FigureName::PlansDue)
    };
    figures.iter().filter(|figure| of(figure.name())).map(|figure| figure.value()).collect()
}

/// Law 5: of one organiser, the units directly beneath and the unit's own make the whole.
fn parts(register: &Register) -> Result<(), TestCaseError> {
    for (unit, organiser, children) in [
        ("P", "P", ["A", "B", "N", "G1", "G2", "G3", "U", "F"].as_slice()),
        ("A", "P", &["A1", "A2", "A3", "A4", "A5", "A6", "AD1", "AD2", "AD3"]),
        ("A", "A", &["A1", "A2", "A3", "A4", "A5", "A6", "AD1", "AD2", "AD3"]),
    ] {
        let all = |unit: &str, own| -> Vec<u64> {
            let asked =
                Asked { unit: Some(unit), own, organiser: Some(organiser), ..Asked::of(FigureName::Units) };
            let shown = show_figures(&register.context(&OPERATOR), asked).unwrap();
            shown.figures.iter().map(|figure| figure.value()).collect()
        };
        let mut sum = all(unit, true);
        for child in children {
            for (sum, part) in sum.iter_mut().zip(all(child, false)) {
                *sum += part;
            }
        }
        for ((name, sum), whole) in FigureName::ALL.iter().zip(sum).zip(all(unit, false)) {
            if name.adds() && sum != whole {
                return Err(fail(format!(
                    "{name:?} of {unit}, organiser {organiser}: parts {sum}, whole {whole}"
                )));
            }
        }
    }
    Ok(())
}

/// Words of the figures that a history leaves at nought at every end of a day, of all organisers.
pub fn unreached(register: Register, acts: impl Iterator<Item = Act>) -> Vec<&'static str> {
    let mut world = World::new(register);
    let mut reached = std::collections::BTreeSet::new();
    for act in acts {
        if act.what % 11 == 0 {
            world.next_day(act.chance);
            continue;
        }
        world.act(&act);
        for area in AREAS {
            let asked = Asked { unit: Some(area), ..Asked::of(FigureName::Units) };
            let shown = show_figures(&world.register.context(&OPERATOR), asked).unwrap();
            reached.extend(shown.figures.iter().filter(|one| one.value() > 0).map(|one| one.name()));
        }
    }
    let missing = FigureName::ALL.iter().filter(|name| !reached.contains(name));
    missing.map(|name| name.key()).collect()
}
