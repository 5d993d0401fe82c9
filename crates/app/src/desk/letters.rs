//! Letters to people: the port by which they leave, what one wishes, what is planned, and what a letter is made of.

use crate::{
    AppError, Context, Result,
    desk::{
        desk_show::{Owed, owed},
        notices_show::{Notice, notice_at, notices_after},
    },
    home::home_span,
};
use earnest_model::{
    Date, Timestamp,
    actor::Actor,
    desk::{
        job::{JobKind, MOST_ATTEMPTS, job_key},
        mail::{MailForm, MailMode, MailWish, after_quiet, at_hour, parse_wish},
        notice::{Nearness, nearness},
    },
    id::AccountId,
    span::Span,
    zone::Zone,
};
pub use earnest_store::{JobEnd, TakenJob};
use earnest_store::{NewJob, Store, Written};

/// A letter that is ready to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address it goes to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// What tells it from every other: the same letter sent twice has the same.
    pub key: String,
    /// Where its reader turns such letters off.
    pub off: String,
}

/// The post failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the letter did not leave: {0}")]
pub struct PostFault(pub String);

/// By which letters leave.
pub trait Post: Send + Sync {
    /// Sends one: it is at the next server when this returns.
    fn send(&self, letter: &Letter, now: Timestamp) -> std::result::Result<(), PostFault>;
}

/// The moment, as the worker is given it.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The moment.
    pub now: Timestamp,
    /// The organisation's day.
    pub today: Date,
    /// Its zone.
    pub zone: Zone,
}

impl Moment {
    fn context<'a>(self, store: &'a Store, actor: &'a Actor) -> Context<'a> {
        Context { store, actor, now: self.now, today: self.today, seen: None, sending: None, stood: None }
    }
}

/// What one wishes oneself; nothing is said yet: no letters.
pub fn own_wish(context: &Context<'_>) -> Result<MailWish> {
    let written = context.store.snapshot()?.reader().mail_wish(context.actor)?;
    Ok(written.map_or_else(MailWish::default, |written| written.wish))
}

/// Says what one wishes oneself. What was wished in another window meanwhile is not written over.
pub fn wish_letters(context: &Context<'_>, form: &MailForm<'_>) -> Result<()> {
    context.actor.account().ok_or(AppError::NotFound)?;
    let wish = parse_wish(form).map_err(AppError::Form)?;
    let head = context.store.snapshot()?.reader().journal_head()?;
    if !context.store.mail_wish_put(context.actor, &wish, form.from, head)? {
        return Err(AppError::Overtaken(Vec::new()));
    }
    Ok(())
}

/// The most notices that go out one by one; whoever has more at once finds the rest in the list.
const ONE_BY_ONE: i64 = 20;

/// The most notices of a daily letter; the list has the rest.
const AT_ONCE: i64 = 50;

/// Plans what is to be written: once, however often it is asked. Gives how many jobs are new.
pub fn plan_letters(store: &Store, moment: Moment) -> Result<usize> {
    let (written, head) = {
        let mut snapshot = store.snapshot()?;
        let mut reader = snapshot.reader();
        (reader.mail_wishes()?, reader.journal_head()?)
    };
    let days: Vec<_> = written.iter().filter_map(|one| of_the_day(one, moment)).collect();
    let mut planned = store.jobs_plan(&days)?;
    for one in written.iter().filter(|one| one.wish.mode == MailMode::Each && one.told_up_to < head) {
        planned += store.jobs_plan(&one_by_one(store, one, moment)?)?;
        store.mail_told(one.account, head)?;
    }
    Ok(planned)
}

/// The letter of the day.
fn of_the_day(one: &Written, moment: Moment) -> Option<NewJob> {
    let kind = match one.wish.mode {
        MailMode::Off => return None,
        MailMode::Each => JobKind::Deadlines,
        MailMode::Daily => JobKind::Digest,
    };
    let due_at = at_hour(moment.today, one.wish.hour, moment.zone);
    let key = job_key(kind, one.account, moment.today);
    Some(NewJob { key, kind, account: one.account, about: moment.today.to_string(), due_at })
}

fn one_by_one(store: &Store, one: &Written, moment: Moment) -> Result<Vec<NewJob>> {
    let Some(actor) = store.snapshot()?.reader().actor(one.account)? else { return Ok(Vec::new()) };
    let new = notices_after(&moment.context(store, &actor), one.told_up_to, ONE_BY_ONE)?;
    let due_at = after_quiet(moment.now, one.wish.quiet, moment.zone);
    let job = |notice: &Notice| {
        let key = job_key(JobKind::Notice, one.account, notice.row.place);
        let about = notice.row.place.to_string();
        NewJob { key, kind: JobKind::Notice, account: one.account, about, due_at }
    };
    Ok(new.iter().map(job).collect())
}

/// What a letter is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// For whom.
    pub account: AccountId,
    /// Where they are at home: by which version of the pack they are written to.
    pub home: Option<Span>,
    /// The address it goes to.
    pub to: String,
    /// The tag of the language.
    pub language: String,
    /// What is owed, and how near its day is.
    pub owed: Vec<(Owed, Nearness)>,
    /// What happened, oldest first.
    pub notices: Vec<Notice>,
    /// Up to which entry of the journal it tells.
    pub up_to: i64,
}

/// What comes of a job now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is to be written: letters are off, the day is over, or there is nothing to say.
    Nothing,
    /// It is quiet until then.
    Later(Timestamp),
    /// A letter.
    Write(Box<Matter>),
}

/// Takes the job that has been due the longest. One that broke its process off too often is given up here.
pub fn take_job(store: &Store, now: Timestamp) -> Result<Option<TakenJob>> {
    while let Some(taken) = store.job_take(now)? {
        if taken.attempts <= MOST_ATTEMPTS {
            return Ok(Some(taken));
        }
        store.job_end(&taken, &JobEnd::Failed("broke off".to_owned()), now)?;
    }
    Ok(None)
}

/// Ends a try; of a letter that left it is kept up to where it told.
pub fn end_job(
    store: &Store,
    taken: &TakenJob,
    end: &JobEnd,
    told: Option<&Matter>,
    now: Timestamp,
) -> Result<()> {
    if let (JobEnd::Done, Some(matter)) = (end, told) {
        store.mail_told(matter.account, matter.up_to)?;
    }
    store.job_end(taken, end, now)?;
    Ok(())
}

/// Forgets jobs that were done long ago.
pub fn forget_jobs(store: &Store, now: Timestamp) -> Result<usize> {
    Ok(store.jobs_forget(now)?)
}

/// What comes of a job now: looked up as things stand, by what the account may see, so that nothing stale or hidden is
/// written.
pub fn weigh_job(store: &Store, taken: &TakenJob, moment: Moment) -> Result<Outcome> {
    let (written, actor, head) = {
        let mut snapshot = store.snapshot()?;
        let mut reader = snapshot.reader();
        let Some(actor) = reader.actor(taken.account)? else { return Ok(Outcome::Nothing) };
        (reader.mail_wish(&actor)?, actor, reader.journal_head()?)
    };
    let Some(written) = written else { return Ok(Outcome::Nothing) };
    let wished = match written.wish.mode {
        MailMode::Off => false,
        MailMode::Daily => taken.kind == JobKind::Digest,
        MailMode::Each => taken.kind != JobKind::Digest,
    };
    let over = taken.kind != JobKind::Notice && taken.about != moment.today.to_string();
    let Some(address) = written.wish.address.as_ref().filter(|_| wished && !over) else {
        return Ok(Outcome::Nothing);
    };
    let then = after_quiet(moment.now, written.wish.quiet, moment.zone);
    if then > moment.now {
        return Ok(Outcome::Later(then));
    }
    let context = moment.context(store, &actor);
    let (owed, notices) = match taken.kind {
        JobKind::Digest => (near(&context)?, notices_after(&context, written.told_up_to, AT_ONCE)?),
        JobKind::Deadlines => (near(&context)?, Vec::new()),
        JobKind::Notice => {
            let place = taken.about.parse().map_err(|_| AppError::NotFound)?;
            (Vec::new(), notice_at(&context, place)?.into_iter().collect())
        }
    };
    let silent = notices.is_empty() && !owed.iter().any(|(_, near)| near.is_said_today());
    if silent {
        return Ok(Outcome::Nothing);
    }
    let up_to = if taken.kind == JobKind::Digest { head } else { written.told_up_to };
    let (to, language) = (address.as_str().to_owned(), written.wish.language);
    let home = home_span(&actor, moment.today);
    Ok(Outcome::Write(Box::new(Matter { account: taken.account, home, to, language, owed, notices, up_to })))
}

/// What is owed within a week or is past its day.
fn near(context: &Context<'_>) -> Result<Vec<(Owed, Nearness)>> {
    let near = owed(context)?.into_iter().filter_map(|owed| {
        let near = nearness(owed.due_on?, context.today);
        (near != Nearness::Far).then_some((owed, near))
    });
    Ok(near.collect())
}

/// How many jobs wait in all, and how many of them are due: for whoever watches the server.
pub fn queue_length(store: &Store, now: Timestamp) -> Result<(u64, u64)> {
    Ok(store.snapshot()?.reader().jobs_waiting(now)?)
}
