//! What must hold in the evening of every day, and at the end of the year.

use crate::figures::laws::{AREAS, Answer, Question, World, answer, questions, told};
use earnest_app::{
    AppError, Context,
    figures::figure_show::show_figure,
    journal_verify::{verify_head, verify_journal},
};
use earnest_model::{Date, actor::Role};
use earnest_store::Store;
use earnest_testkit::{OPERATOR, chance::Chance};

/// Questions that are asked in an evening.
const ASKED: usize = 12;
/// The whole journal is verified once in so many evenings.
const VERIFIED: usize = 12;
/// What was said on past days is asked again in the evening so many times, and at the end so many times.
const AGAIN: (usize, usize) = (4, 400);

/// What was said so far.
#[derive(Default)]
pub struct Laws {
    said: Vec<(Date, Question, Answer)>,
    heads: Vec<String>,
    /// Numbers that were held against something.
    pub held: u64,
}

impl Laws {
    /// Holds the day against the laws.
    pub fn in_the_evening(
        &mut self,
        world: &mut World,
        chance: &mut Chance,
        other: &Store,
    ) -> Result<(), String> {
        let all = questions();
        let day = world.register.today.get();
        for _ in 0..ASKED {
            let Some(question) = one_of(chance, &all).copied() else { continue };
            self.traced(world, question, other)?;
            // What was said of a day on which the clock came by twice is what was said last.
            self.said.retain(|(of, asked, _)| (*of, *asked) != (day, question));
            self.said.push((day, question, answer(&world.register, question.asked(None))));
        }
        self.past(world, chance, AGAIN.0)?;
        self.rights(world, chance)?;
        if chance.one_in(1, VERIFIED) {
            self.verified(world)?;
            remembered(world, chance, other)?;
        }
        Ok(())
    }

    /// Law 1, and every server says the same.
    fn traced(&mut self, world: &World, question: Question, other: &Store) -> Result<(), String> {
        let context = world.register.context(&OPERATOR);
        let here =
            show_figure(&context, question.asked(None), None, 10_000).map_err(|fault| fault.to_string())?;
        let there = Context { store: other, ..context };
        let there =
            show_figure(&there, question.asked(None), None, 10_000).map_err(|fault| fault.to_string())?;
        self.held += 1;
        if here.figure.value() != here.records.len() as u64 {
            return Err(format!("{question:?}: {} and {} records", here.figure.value(), here.records.len()));
        }
        let keys = here.records.iter().map(|record| record.id);
        match keys.eq(there.records.iter().map(|record| record.id)) {
            true => Ok(()),
            false => Err(format!("{question:?}: two servers say two things")),
        }
    }

    /// Law 2, of some past days.
    fn past(&mut self, world: &World, chance: &mut Chance, times: usize) -> Result<(), String> {
        let today = world.register.today.get();
        for _ in 0..times {
            let Some((day, question, then)) = one_of(chance, &self.said).cloned() else { return Ok(()) };
            // While the clock is back a later day is not past.
            if day >= today {
                continue;
            }
            let now = answer(&world.register, question.asked(Some(day)));
            self.held += 1;
            if now != then {
                return Err(format!("{question:?} of {day}: then {then:?}, now {now:?}"));
            }
        }
        Ok(())
    }

    /// Law 6: what an office sees of a unit that is not beneath it is nothing.
    fn rights(&mut self, world: &mut World, chance: &mut Chance) -> Result<(), String> {
        for (office, foreign) in [("A1", "B"), ("B", "A"), ("A1", "P"), ("B", "A1T1")] {
            let Some(question) = one_of(chance, &questions()).copied() else { continue };
            let actor = world.actor(Role::UnitOfficer, office, 0);
            let asked =
                earnest_app::figures::figure_show::Asked { unit: Some(foreign), ..question.asked(None) };
            let seen = show_figure(&world.register.context(&actor), asked, None, 1);
            self.held += 1;
            if !matches!(seen, Err(AppError::NotFound | AppError::Denied(_))) {
                return Err(format!("{question:?}: an officer of {office} sees {foreign}: {seen:?}"));
            }
        }
        Ok(())
    }

    /// The acts tell everything, and nothing that stood in the chain is gone.
    fn verified(&mut self, world: &World) -> Result<(), String> {
        let context = world.register.context(&OPERATOR);
        let verified = verify_journal(&context).map_err(|fault| fault.to_string())?;
        if !verified.holds() {
            return Err(format!("the journal: {:?} {:?}", verified.broken, verified.faults));
        }
        for head in &self.heads {
            if !verify_head(&context, head).map_err(|fault| fault.to_string())? {
                return Err(format!("the entry {head} is gone"));
            }
        }
        self.heads.push(world.register.last_entry().hash);
        Ok(())
    }

    /// What was said of all days is said of some of them once more, and the journal is whole.
    pub fn at_the_end(&mut self, world: &mut World, chance: &mut Chance) -> Result<(), String> {
        self.past(world, chance, AGAIN.1)?;
        self.verified(world)
    }
}

/// What is remembered on a server that ran all the while is what another one reads.
fn remembered(world: &mut World, chance: &mut Chance, other: &Store) -> Result<(), String> {
    let Some(area) = one_of(chance, &AREAS).copied() else { return Ok(()) };
    let office = world.actor(Role::Office, area, 0);
    let context = world.register.context(&office);
    let there = told(&Context { store: other, ..context }, area);
    for ((what, here), (_, there)) in told(&world.register.context(&office), area).into_iter().zip(there) {
        if here != there {
            return Err(format!("the {what} of {area}: here {here}, there {there}"));
        }
    }
    Ok(())
}

/// One of a list, by chance.
fn one_of<'a, T>(chance: &mut Chance, all: &'a [T]) -> Option<&'a T> {
    all.get(chance.below(all.len()))
}
