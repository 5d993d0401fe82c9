//! Make a report from its template: words filled in, figures counted, each with its scope and its day.

use crate::{
    AppError, Context, Result,
    figures::{
        figure_show::{day_of, whose_asked},
        report_show::{Told, told},
        report_withheld::is_outside,
    },
    home::permit_or_home,
    permit, permit_at,
};
use earnest_model::{
    Date,
    figures::{
        acts::FiguresAct,
        figure::{Trace, Traced},
        figure_name::FigureName,
        origin::Origin,
        report_rounds::of_rounds,
        report_template::{Counted, Fault, Made, Piece, Slot, Word, parse_template, place, plain},
        scope::Narrowed,
    },
    hash::sha256_hex,
    id::ProgrammeId,
    message::Message,
    permit::{FreezeReport, Permit, ReadFigures, ReadProgramme, SaveTemplate},
    units::unit::Unit,
};
use earnest_store::{FrozenReport, Reader, WhoseActs};
use std::collections::{BTreeMap, btree_map::Entry};

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Of which programme; if absent, the one that goes before others at the unit.
    pub programme: Option<ProgrammeId>,
    /// Up to which day; today if absent; a day that has not come is refused.
    pub as_of: Option<Date>,
    /// The template where no unit in line saved one.
    pub template: &'a str,
    /// A template that is tried out, in place of any other.
    pub tried: Option<&'a str>,
    /// The words: of the day, and of the number of comments.
    pub words: &'a dyn Fn(Word, &Facts) -> String,
}

/// What words are made of.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Name of the unit.
    pub unit: String,
    /// Title of its programme.
    pub programme: Option<String>,
    /// The day.
    pub as_of: Date,
    /// Published comments.
    pub comments: u64,
}

/// A report.
#[derive(Debug, Clone)]
pub struct Report {
    /// The unit.
    pub unit: Unit,
    /// What its words are made of.
    pub facts: Facts,
    /// Text and figures.
    pub made: Made,
    /// Whose rounds it tells, and of which programme.
    pub whose: WhoseActs,
    /// What its figures are asked, where the text says nothing else.
    pub scope: Trace,
    /// What was entered since its day for days up to it, of the figures of its text: each with the code and the name of its
    /// unit and whose acts it counts.
    pub since: Vec<SinceOf>,
    /// Where programmes stand side by side, what belongs to none of them, of all figures that know it.
    pub of_none: Vec<Traced>,
    /// The template it was made from.
    pub template: String,
    /// The rounds: number, topic, word of the state.
    pub rounds: Vec<(i32, String, String)>,
    /// The unit's own frozen reports, the newest first.
    pub frozen: Vec<FrozenReport>,
    /// Whether the actor may save a template.
    pub may_save: bool,
    /// Whether the actor may freeze it.
    pub may_freeze: bool,
}

impl Report {
    /// The SHA-256 of its text and figures: what is frozen is what was seen if both have the same.
    pub fn hash(&self) -> String {
        sha256_hex(self.made.bytes().as_bytes())
    }
}

/// A figure of what was entered since, with the names of its scope.
#[derive(Debug, Clone)]
pub struct SinceOf {
    /// The figure.
    pub figure: Traced,
    /// Code of its unit.
    pub code: String,
    /// Name of its unit.
    pub name: String,
    /// Whose acts it counts.
    pub whose: WhoseActs,
}

/// The faults of a template as one refusal at its field: the first of them, with its line.
fn refused(faults: &[Fault]) -> AppError {
    AppError::field(
        "template",
        faults.first().map_or(Message::new("error-report-empty"), |it| it.message.clone()),
    )
}

/// Makes a report.
pub fn make_report(context: &Context<'_>, wanted: &Wanted<'_>) -> Result<Report> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    // Whether the actor may look is decided by today; what is counted, by the day that was asked for.
    let figures = permit_or_home::<ReadFigures>(context, &mut reader, wanted.unit)?;
    let target = figures.target();
    let as_of = day_of(wanted.as_of, context.today)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, target)?)?;
    let saved = reader.report_template(&figures)?.map(|(_, body)| body);
    let template = match wanted.tried {
        Some(tried) => tried.to_owned(),
        None => saved.unwrap_or_else(|| wanted.template.to_owned()),
    };
    // What is wrong is told of the template as it was written.
    parse_template(&template).map_err(|faults| refused(&faults))?;
    let told = told(&mut reader, &figures, (None, wanted.programme), as_of)?;
    let rounds: Vec<i32> = told.rounds.iter().map(|round| round.number).collect();
    // Where nobody has a programme, none of its rounds is missing.
    let said = told.whose.programme.as_ref().map(|_| of_rounds(&template, &rounds));
    let said = said.filter(|said| !said.trim().is_empty());
    let pieces = parse_template(said.as_ref().unwrap_or(&template)).map_err(|faults| refused(&faults))?;
    let counting = Counting { context, told: &told, figures: &figures, unit: &unit, as_of };
    let Counts { comments, counted, since } = counting.count(&mut reader, &pieces)?;
    let facts = Facts {
        unit: unit.name.clone(),
        programme: told.whose.programme.as_ref().map(|programme| programme.title.clone()),
        as_of,
        comments,
    };
    let of_none = reader.figures(&figures, &told.of_none(&figures, as_of))?;
    let made = fill(&pieces, counted, &|word| (wanted.words)(word, &facts));
    let mut frozen = reader.frozen_reports(&permit_at(context, target)?)?;
    // What the head did not sign is nothing that leaves the unit.
    frozen.retain(|report| report.signed_on.is_some() || !is_outside(context, target.unit));
    Ok(Report {
        frozen,
        may_save: permit_at::<SaveTemplate>(context, target).is_ok(),
        may_freeze: permit_at::<FreezeReport>(context, target).is_ok(),
        scope: told.trace(&figures, FigureName::PlansDue, None, as_of),
        rounds: told.rounds.into_iter().map(|round| (round.number, round.topic, round.state)).collect(),
        unit,
        facts,
        made,
        whose: told.whose,
        since,
        of_none: of_none.into_iter().filter(|figure| figure.value() > 0).collect(),
        template,
    })
}

fn fill(pieces: &[Piece], counted: Vec<Counted>, words: &dyn Fn(Word) -> String) -> Made {
    let mut made = Made { text: String::new(), figures: counted };
    let mut place_of = 0;
    for piece in pieces {
        match piece {
            Piece::Text(text) => made.text.push_str(&plain(text)),
            Piece::Word(word) => made.text.push_str(&plain(&words(*word))),
            Piece::Figures(_) => {
                made.text.push_str(&place(place_of));
                place_of += 1;
            }
        }
    }
    made
}

/// What the figures of a report are counted over.
struct Counting<'a> {
    context: &'a Context<'a>,
    told: &'a Told,
    figures: &'a Permit<ReadFigures>,
    unit: &'a Unit,
    as_of: Date,
}

/// What the figures of a report are.
struct Counts {
    comments: u64,
    counted: Vec<Counted>,
    since: Vec<SinceOf>,
}

impl Counting<'_> {
    /// Counts the comments and all figures of a template: one statement for each unit that it names.
    fn count(&self, reader: &mut Reader<'_>, pieces: &[Piece]) -> Result<Counts> {
        let groups: Vec<&[Slot]> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Figures(slots) => Some(slots.as_slice()),
                _ => None,
            })
            .collect();
        let mut units: BTreeMap<Option<&str>, Permit<ReadFigures>> = BTreeMap::new();
        units.insert(None, self.figures.clone());
        for code in groups.iter().filter_map(|slots| slots.first()?.scope.as_deref()) {
            if let Entry::Vacant(free) = units.entry(Some(code)) {
                // A unit that is hidden from the reader and one that is not there are refused alike.
                let permit = permit::<ReadFigures>(self.context, reader, code).map_err(|_| at_scope(code))?;
                free.insert(permit);
            }
        }
        let mut counted: Vec<Option<Counted>> = vec![None; groups.len()];
        let (mut comments, mut since) = (0, Vec::new());
        for (code, permit) in &units {
            let here = |slots: &&[Slot]| slots.first().is_some_and(|slot| slot.scope.as_deref() == *code);
            let mut asked = Vec::new();
            for slot in groups.iter().filter(|slots| here(slots)).flat_map(|slots| slots.iter()) {
                asked.push(self.asked(reader, permit, slot)?);
            }
            if code.is_none() {
                asked.push(self.told.trace(permit, FigureName::Comments, None, self.as_of));
            }
            let told = asked.len();
            asked.extend(self.entered_since(permit, &asked, code.is_none()));
            let mut figures = reader.figures(permit, &asked)?;
            let later = figures.split_off(told.min(figures.len()));
            since.extend(self.name_since(reader, permit, later.into_iter().filter(|it| it.value() > 0))?);
            let mut figures = figures.into_iter();
            for (slots, counted) in groups.iter().zip(&mut counted).filter(|(slots, _)| here(slots)) {
                let parts: Vec<_> = figures.by_ref().take(slots.len()).collect();
                *counted = Some(self.sum(slots, &parts, code.unwrap_or(&self.unit.code))?);
            }
            comments = figures.next().map_or(comments, |figure| figure.value());
        }
        Ok(Counts { comments, counted: counted.into_iter().flatten().collect(), since })
    }

    /// What is asked besides of a past day: what was entered since, each figure once; of the report's own unit all that its
    /// board tells as well, whatever the text shows.
    fn entered_since(&self, permit: &Permit<ReadFigures>, asked: &[Trace], own: bool) -> Vec<Trace> {
        let mut since = if own { self.told.since(permit, self.as_of) } else { Vec::new() };
        let past = |trace: &&Trace| self.as_of < self.context.today && trace.name.takes_since();
        for trace in asked.iter().filter(past).map(|trace| Trace { since: true, ..trace.clone() }) {
            if !since.contains(&trace) {
                since.push(trace);
            }
        }
        since
    }

    fn name_since(
        &self,
        reader: &mut Reader<'_>,
        permit: &Permit<ReadFigures>,
        figures: impl Iterator<Item = Traced>,
    ) -> Result<Vec<SinceOf>> {
        let mut named = Vec::new();
        for figure in figures {
            let whose = match figure.scope().organiser.filter(|unit| *unit != self.told.whose.organiser) {
                Some(organiser) => reader.whose(permit, Some(organiser), self.as_of)?,
                None => self.told.whose.clone(),
            };
            let unit = reader.unit(&permit_at::<ReadProgramme>(self.context, permit.target())?)?;
            named.push(SinceOf { figure, code: unit.code, name: unit.name, whose });
        }
        Ok(named)
    }

    fn asked(&self, reader: &mut Reader<'_>, permit: &Permit<ReadFigures>, slot: &Slot) -> Result<Trace> {
        let mut trace = self.told.trace(permit, slot.name, slot.round, self.as_of);
        narrow(reader, permit, &mut trace, &slot.narrowed)?;
        Ok(trace)
    }
}

impl Counting<'_> {
    /// The figures of one place of the text as what the report keeps of them, with all that they were asked.
    fn sum(&self, slots: &[Slot], parts: &[Traced], unit: &str) -> Result<Counted> {
        let value = match parts {
            [one] => one.value(),
            parts => Traced::sum(parts).map_err(|_| {
                let message = Message::new("error-report-sum").with("line", 0_usize).with("text", unit);
                AppError::field("template", message)
            })?,
        };
        let named = slots.first().and_then(|slot| slot.narrowed.organiser.as_deref());
        let organiser = named.unwrap_or(&self.told.whose.code);
        Ok(Counted {
            of: slots.iter().map(|slot| (slot.name.key().to_owned(), slot.round)).collect(),
            unit: unit.to_owned(),
            value,
            narrowed: parts.first().map(|part| Narrowed::of(part.scope(), organiser)).unwrap_or_default(),
        })
    }
}

fn at_scope(code: &str) -> AppError {
    AppError::field("template", Message::new("error-report-scope").with("text", code))
}

/// Takes what narrows a figure into its scope.
pub(super) fn narrow(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    trace: &mut Trace,
    narrowed: &Narrowed,
) -> Result<()> {
    let (scope, trace_day) = (&mut trace.scope, trace.day);
    scope.own = narrowed.own;
    scope.class.clone_from(&narrowed.class);
    scope.sources = narrowed.sources.iter().filter_map(|word| Origin::parse(word)).collect();
    if let Some(code) = narrowed.organiser.as_deref() {
        let whose = whose_asked(reader, permit, (Some(code), None), trace_day).map_err(|_| at_scope(code))?;
        scope.organiser = Some(whose.organiser);
        scope.programme = whose.at_hand().meant(trace.name, scope.names_round(), None);
    }
    if !narrowed.programme.is_all() {
        scope.programme = narrowed.programme;
    }
    Ok(())
}

/// Checks a template and keeps it for a unit and those beneath that have none of their own.
pub fn save_template(context: &Context<'_>, unit: &str, body: &str) -> Result<()> {
    let body = body.replace("\r\n", "\n");
    let mut work = context.begin()?;
    let permit = permit::<SaveTemplate>(context, &mut work.reader(), unit)?;
    parse_template(&body).map_err(|faults| refused(&faults))?;
    work.report_template_write(&permit, &body)?;
    work.commit(&permit.act(FiguresAct::TemplateSaved { sha256: sha256_hex(body.as_bytes()) }))?;
    Ok(())
}
