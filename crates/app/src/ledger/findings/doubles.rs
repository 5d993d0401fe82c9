//! What may be a double of what stands in a unit's ledger: asked about, with the way to the other.

use crate::Result;
use earnest_model::{
    id::{ProblemId, RoundId},
    ledger::{findings::problem::NewProblem, measures::measure_form::NewMeasure},
    message::Message,
    permit::{Permit, ReportProblems},
    twice::{Recorded, same_words},
};
use earnest_store::{MeasureSaid, ProblemSaid, Reader};

/// A problem as it is recorded.
pub(crate) fn recorded(problem: &NewProblem, round: Option<RoundId>) -> Recorded<'_> {
    let (words, aspect) = (problem.body.as_str(), problem.aspect.as_str());
    Recorded { words, aspect, round, on: problem.found_on }
}

/// The question about problems of the permit's unit of which what is to be recorded may be a double; `but` are not looked at.
/// `None` where there is none.
pub(crate) fn double_of(
    reader: &mut Reader<'_>,
    permit: &Permit<ReportProblems>,
    new: &[Recorded<'_>],
    but: &[String],
) -> Result<Option<Message>> {
    Ok(asked(&reader.problems_said(permit)?, new, but))
}

/// The same, of problems that were read.
pub(crate) fn asked(said: &[ProblemSaid], new: &[Recorded<'_>], but: &[String]) -> Option<Message> {
    let like = said.iter().filter(|one| !but.contains(&one.serial)).filter(|one| {
        let there = Recorded { words: &one.body, aspect: &one.aspect, round: one.round, on: one.found_on };
        new.iter().any(|new| new.may_be(&there))
    });
    let like: Vec<&ProblemSaid> = like.collect();
    let first = like.first()?;
    let serials: Vec<&str> = like.iter().map(|one| one.serial.as_str()).take(SHOWN).collect();
    let asked = Message::new("error-problem-alike").with("there", serials.join(" · "));
    Some(asked.with("problem", first.id.0))
}

/// The question about a measure in the words of one that stands against another problem of the unit: of one thing to be done nobody
/// keeps two counts unasked.
pub(crate) fn measure_elsewhere(
    new: &NewMeasure,
    there: &[MeasureSaid],
    but: Option<ProblemId>,
) -> Option<Message> {
    let others = there.iter().filter(|one| Some(one.problem) != but);
    let same: Vec<&str> = others
        .filter(|one| same_words(&one.body, new.body.as_str()))
        .map(|one| one.serial.as_str())
        .take(SHOWN)
        .collect();
    (!same.is_empty()).then(|| Message::new("error-measure-elsewhere").with("there", same.join(" · ")))
}

/// How many are named.
const SHOWN: usize = 3;

/// The question about a measure in the words of one that the problem has, each with its serial.
pub(crate) fn measure_double<'m>(
    new: &NewMeasure,
    there: impl Iterator<Item = (&'m str, &'m str)>,
) -> Option<Message> {
    let same: Vec<&str> =
        there.filter(|(_, body)| same_words(body, new.body.as_str())).map(|(serial, _)| serial).collect();
    (!same.is_empty()).then(|| Message::new("error-measure-alike").with("there", same.join(" · ")))
}
