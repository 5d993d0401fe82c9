//! Texts that an office knows to have been sent out or published: what stands in them is no sign of copying.

use crate::{AppError, Context, Result, home::home, permit_at, permit_on};
use earnest_model::{
    hash::sha256_hex,
    id::SourceTextId,
    ledger::acts::LedgerAct,
    message::FieldErrors,
    permit::{KeepSource, Permit, ReadLedger, ReadProgramme},
    text::{Line, Prose},
};
use earnest_store::Reader;

pub use earnest_store::SourceText;

/// The texts that count at the actor's home.
#[derive(Debug, Clone)]
pub struct Sources {
    /// Name of the unit.
    pub unit: String,
    /// The texts, the newest first; each with whether the actor may withdraw it.
    pub all: Vec<(SourceText, bool)>,
}

fn keeping(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<Permit<KeepSource>> {
    permit_at(context, home(context, reader)?.ok_or(AppError::NotFound)?)
}

/// Shows the texts to whoever may keep them.
pub fn show_sources(context: &Context<'_>) -> Result<Sources> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = keeping(context, &mut reader)?.target();
    let sources = reader.sources(&permit_at::<ReadLedger>(context, own)?)?;
    let (_, unit) = reader.unit_words(&permit_at::<ReadProgramme>(context, own)?)?;
    Ok(Sources { unit, all: sources.into_iter().map(|one| (one.clone(), one.unit == own.unit)).collect() })
}

/// Keeps a text for the actor's home and all beneath it.
pub fn keep_source(context: &Context<'_>, title: &str, body: &str) -> Result<SourceTextId> {
    let mut errors = FieldErrors::new();
    let title = errors.take("title", Line::parse(title));
    let body = errors.take("body", Prose::parse(body));
    let (Some(title), Some(body)) = (title, body) else { return Err(AppError::Form(errors)) };
    let mut work = context.begin()?;
    let permit = keeping(context, &mut work.reader())?;
    let id = work.source_insert(&permit, title.as_str(), body.as_str())?;
    let sha256 = sha256_hex(body.as_str().as_bytes());
    work.commit(&permit.act_on(id, LedgerAct::SourceAdded { title: title.to_string(), sha256 }))?;
    Ok(id)
}

/// Withdraws a text, once: what stands in it is a sign again.
pub fn withdraw_source(context: &Context<'_>, id: SourceTextId) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<KeepSource, _>(context, &mut work.reader(), id)?;
    let reading = permit_at::<ReadLedger>(context, permit.target())?;
    let kept = work.reader().sources(&reading)?;
    let title = kept.into_iter().find(|one| one.id == id).map(|one| one.title).ok_or(AppError::NotFound)?;
    work.source_withdraw(&permit)?;
    Ok(work.commit(&permit.act(LedgerAct::SourceWithdrawn { title }))?)
}
