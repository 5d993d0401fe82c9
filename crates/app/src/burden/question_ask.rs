//! Ask units beneath a question: short, never what the register answers already, never twice, within the budget.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{Issue, guard, rules, weigh},
    permit, permit_at,
};
use earnest_model::{
    burden::{
        acts::BurdenAct,
        budget::{Kind, Weighed},
        question::{NewQuestion as Asked, QuestionForm, answered_at, folded, parse_question},
    },
    id::{QuestionId, UnitId},
    message::{FieldErrors, Message},
    pack::Pack,
    permit::{AskQuestion, Permit, ReadProgramme},
};
use earnest_store::{NewQuestion, Reader, Whose};

/// A question and whom it asks.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// Code of the unit whose office asks.
    pub unit: &'a str,
    /// The question.
    pub form: QuestionForm<'a>,
    /// Classes of the units beneath that are asked; the direct subordinates if there is none.
    pub classes: Vec<String>,
}

impl Ask<'_> {
    fn issue<'i>(&'i self, context: &Context<'_>, asked: &Asked) -> Issue<'i> {
        let whose = if self.classes.is_empty() { Whose::Children } else { Whose::Subtree };
        Issue {
            whose,
            classes: &self.classes,
            minutes: Some(asked.minutes),
            ..Issue::to_unit(Kind::Question, context.today)
        }
    }
}

/// How long an answered question is not asked again.
const MONTHS: i64 = 12;

/// What is known already is refused at its field, with the place where the answer stands.
fn known(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<AskQuestion>,
    pack: &Pack,
    asked: &Asked,
) -> Result<()> {
    let mut errors = FieldErrors::new();
    let labels: Vec<String> = asked.fields.iter().map(|label| folded(label.as_str())).collect();
    for (place, label) in asked.fields.iter().enumerate() {
        if let Some(at) = answered_at(&pack.known, label.as_str()) {
            errors.add(format!("field-{place}"), Message::new("error-question-known").with("place", at));
        }
    }
    let since = context.today.saturating_sub(jiff::Span::new().months(MONTHS));
    if let Some((before, which)) = reader.question_like(permit, &labels, since)? {
        let place = labels.iter().position(|label| *label == which).unwrap_or(0);
        let message = Message::new("error-question-asked")
            .with("title", before.title.as_str())
            .with("place", format!("/questions/{}", before.id));
        errors.add(format!("field-{place}"), message);
    }
    if errors.is_empty() { Ok(()) } else { Err(AppError::Form(errors)) }
}

/// Weighs a question before it is sent: all its faults, or what it costs whom.
pub fn weigh_question(context: &Context<'_>, pack: &Pack, ask: &Ask<'_>) -> Result<Weighed> {
    let asked = parse_question(&ask.form, context.today).map_err(AppError::Form)?;
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<AskQuestion>(context, &mut reader, ask.unit)?;
    known(context, &mut reader, &permit, pack, &asked)?;
    let rules = rules(&mut reader, &permit, Some(pack))?;
    weigh(&mut reader, &permit, &rules, &ask.issue(context, &asked))
}

/// Asks it.
pub fn ask_question(context: &Context<'_>, pack: &Pack, ask: &Ask<'_>) -> Result<QuestionId> {
    let asked = parse_question(&ask.form, context.today).map_err(AppError::Form)?;
    let mut work = context.begin()?;
    let permit = permit::<AskQuestion>(context, &mut work.reader(), ask.unit)?;
    known(context, &mut work.reader(), &permit, pack, &asked)?;
    let issue = ask.issue(context, &asked);
    guard(&mut work.reader(), &permit, &issue)?;
    let units: Vec<UnitId> =
        work.reader().recipients(&permit, issue.whose, issue.classes)?.iter().map(|unit| unit.id).collect();
    if units.is_empty() {
        return Err(AppError::field("classes", Message::new("error-question-nobody")));
    }
    let id = work.question_insert(&permit, &NewQuestion { question: &asked, units: &units })?;
    let (title, minutes) = (asked.title.to_string(), asked.minutes);
    work.commit(&permit.act_on(id, BurdenAct::QuestionAsked { title, units: units.len(), minutes }))?;
    Ok(id)
}

/// The units whose office the actor may ask for: code, name, tier.
pub fn may_ask(context: &Context<'_>) -> Result<Vec<(String, String, i32)>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut units = Vec::new();
    for target in context.places::<AskQuestion>() {
        let unit = reader.unit(&permit_at::<ReadProgramme>(context, target)?)?;
        units.push((unit.code, unit.name, unit.tier.0));
    }
    if units.is_empty() { Err(AppError::NotFound) } else { Ok(units) }
}
