//! The queue of work that is done later. Like sign-in sessions it is no part of what the register shows, so it needs no
//! event; what an administrator does with it is an act, and has one.

use crate::{
    Reader, Store, Work,
    batch::next_id,
    connection::AnyConnection,
    error::{Result, StoreError, one},
    locate::located,
    schema::{account, job, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Timestamp,
    desk::job::{JobKind, JobState, KEPT_DAYS, LEASE_SECONDS, wait_after},
    id::{AccountId, JobId},
    permit::{Permit, ReadJobs, RetryJob},
};

/// A job to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// What tells it from every other.
    pub key: String,
    /// What kind of work.
    pub kind: JobKind,
    /// For whom.
    pub account: AccountId,
    /// The day or the entry of the journal that it is about.
    pub about: String,
    /// Not before.
    pub due_at: Timestamp,
}

/// A job that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenJob {
    /// Its key in the register.
    pub id: i64,
    /// What tells it from every other.
    pub key: String,
    /// What kind of work.
    pub kind: JobKind,
    /// For whom.
    pub account: AccountId,
    /// The day or the entry of the journal that it is about.
    pub about: String,
    /// Until when it is held: whoever ends it shows that it is still theirs.
    pub lease: String,
    /// How often it was taken, this time included.
    pub attempts: i32,
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEnd {
    /// It is done.
    Done,
    /// It waits for another moment, and this was no try.
    Later(Timestamp),
    /// It failed, and why.
    Failed(String),
}

/// A job as the administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobLine {
    /// Its key in the register.
    pub id: JobId,
    /// What kind of work.
    pub kind: JobKind,
    /// The login for which it is.
    pub login: String,
    /// How far it has come.
    pub state: JobState,
    /// When it is due, or was.
    pub due_at: String,
    /// How often it was tried.
    pub attempts: i32,
    /// What went wrong last.
    pub fault: Option<String>,
    /// When it was done or given up.
    pub ended_at: Option<String>,
}

/// The most characters of a fault that are kept.
const FAULT: usize = 300;

/// Whole seconds, so that moments sort as texts.
fn stamp(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

fn later(at: Timestamp, seconds: i64) -> String {
    stamp(Timestamp::from_second(at.as_second().saturating_add(seconds)).unwrap_or(at))
}

fn kind_of(word: &str) -> Result<JobKind> {
    JobKind::parse(word).map_err(|_| StoreError::meaningless(word, "a kind of job"))
}

/// The first job that is due and that nobody holds.
fn first_due(connection: &mut AnyConnection, now: &str) -> Result<Option<TakenJob>> {
    let row: Option<DueRow> = job::table
        .filter(job::state.eq(JobState::Waiting.key()).and(job::due_at.le(now)))
        .filter(job::leased_until.is_null().or(job::leased_until.assume_not_null().le(now)))
        .order((job::due_at.asc(), job::id.asc()))
        .select(DueRow::as_select())
        .first(connection)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(TakenJob {
        id: row.id,
        kind: kind_of(&row.kind)?,
        key: row.key,
        account: AccountId(row.account_id),
        about: row.about,
        lease: String::new(),
        attempts: row.attempts + 1,
    }))
}

/// A job that is due.
#[derive(Queryable, Selectable)]
#[diesel(table_name = job)]
struct DueRow {
    id: i64,
    key: String,
    kind: String,
    account_id: i64,
    about: String,
    attempts: i32,
}

/// A job with the login for which it is.
#[derive(Queryable)]
struct LineRow {
    id: i64,
    kind: String,
    login: String,
    due_at: String,
    attempts: i32,
    fault: Option<String>,
    ended_at: Option<String>,
}

// The queue is the whole organisation's: its jobs stand at the root.
located!(JobId, |key| {
    job::table.inner_join(unit::table.on(unit::parent_id.is_null())).filter(job::id.eq(key)).select((
        unit::id,
        unit::lo,
        unit::hi,
    ))
});

impl Store {
    /// Plans jobs; one whose key is known already is planned no more. Gives how many are new.
    pub fn jobs_plan(&self, jobs: &[NewJob]) -> Result<usize> {
        if jobs.is_empty() {
            return Ok(0);
        }
        self.outside_journal_whole(|connection| {
            let keys: Vec<&str> = jobs.iter().map(|job| job.key.as_str()).collect();
            let known: Vec<String> =
                job::table.filter(job::key.eq_any(keys)).select(job::key).load(connection)?;
            let mut planned = 0;
            for new in jobs.iter().filter(|new| !known.contains(&new.key)) {
                let id = next_id!(connection, job);
                diesel::insert_into(job::table)
                    .values((
                        job::id.eq(id),
                        job::key.eq(&new.key),
                        job::kind.eq(new.kind.key()),
                        job::account_id.eq(new.account.0),
                        job::about.eq(&new.about),
                        job::state.eq(JobState::Waiting.key()),
                        job::due_at.eq(stamp(new.due_at)),
                        job::attempts.eq(0),
                    ))
                    .execute(connection)?;
                planned += 1;
            }
            Ok(planned)
        })
    }

    /// Takes the job that has been due the longest, for the time of a lease. The writer's lock makes it one step: on
    /// either engine no two processes take the same.
    pub fn job_take(&self, now: Timestamp) -> Result<Option<TakenJob>> {
        self.outside_journal_whole(|connection| {
            let Some(mut taken) = first_due(connection, &stamp(now))? else { return Ok(None) };
            taken.lease = later(now, LEASE_SECONDS);
            one(diesel::update(job::table.find(taken.id))
                .set((job::leased_until.eq(&taken.lease), job::attempts.eq(taken.attempts)))
                .execute(connection)?)?;
            Ok(Some(taken))
        })
    }

    /// Ends a try. Whoever holds the job no more changes nothing: somebody else has it now. Whether it was theirs.
    pub fn job_end(&self, taken: &TakenJob, end: &JobEnd, now: Timestamp) -> Result<bool> {
        let free: Option<String> = None;
        let (state, due_at, attempts, fault) = match end {
            JobEnd::Done => (JobState::Done, None, taken.attempts, None),
            JobEnd::Later(at) => (JobState::Waiting, Some(stamp(*at)), taken.attempts - 1, None),
            JobEnd::Failed(fault) => {
                let fault: String = fault.chars().take(FAULT).collect();
                match wait_after(taken.attempts) {
                    Some(wait) => (JobState::Waiting, Some(later(now, wait)), taken.attempts, Some(fault)),
                    None => (JobState::Failed, None, taken.attempts, Some(fault)),
                }
            }
        };
        let ended = (state != JobState::Waiting).then(|| stamp(now));
        self.outside_journal_whole(|connection| {
            let mine = job::table.filter(job::id.eq(taken.id).and(job::leased_until.eq(&taken.lease)));
            let changed = diesel::update(mine)
                .set((
                    job::state.eq(state.key()),
                    job::leased_until.eq(free),
                    job::attempts.eq(attempts),
                    job::fault.eq(fault),
                    job::ended_at.eq(ended),
                ))
                .execute(connection)?;
            if let (Some(due_at), 1) = (due_at, changed) {
                one(diesel::update(job::table.find(taken.id))
                    .set(job::due_at.eq(due_at))
                    .execute(connection)?)?;
            }
            Ok(changed == 1)
        })
    }

    /// Forgets jobs that were done long ago.
    pub fn jobs_forget(&self, now: Timestamp) -> Result<usize> {
        let before = later(now, -KEPT_DAYS * 24 * 3_600);
        self.outside_journal(|connection| {
            let old = job::table
                .filter(job::state.eq(JobState::Done.key()).and(job::ended_at.assume_not_null().lt(before)));
            Ok(diesel::delete(old).execute(connection)?)
        })
    }
}

impl Reader<'_> {
    /// Jobs in a state, for whoever reads the queue of the whole: those that wait by their moment, the others the newest
    /// first.
    pub fn jobs(&mut self, permit: &Permit<ReadJobs>, state: JobState, limit: i64) -> Result<Vec<JobLine>> {
        self.check_whole(permit)?;
        let mut query = job::table
            .inner_join(account::table)
            .filter(job::state.eq(state.key()))
            .select((
                job::id,
                job::kind,
                account::login,
                job::due_at,
                job::attempts,
                job::fault,
                job::ended_at,
            ))
            .limit(limit)
            .into_boxed();
        query = match state {
            JobState::Waiting => query.order((job::due_at.asc(), job::id.asc())),
            JobState::Done | JobState::Failed => query.order((job::ended_at.desc(), job::id.desc())),
        };
        let rows: Vec<LineRow> = query.load(self.connection)?;
        let line = |row: LineRow| {
            let LineRow { id, kind, login, due_at, attempts, fault, ended_at } = row;
            let (id, kind) = (JobId(id), kind_of(&kind)?);
            Ok(JobLine { id, kind, login, state, due_at, attempts, fault, ended_at })
        };
        rows.into_iter().map(line).collect()
    }

    /// How many jobs are in a state, for whoever reads the queue of the whole.
    pub fn jobs_count(&mut self, permit: &Permit<ReadJobs>, state: JobState) -> Result<i64> {
        self.check_whole(permit)?;
        Ok(job::table.filter(job::state.eq(state.key())).count().first(self.connection)?)
    }

    /// How many jobs wait, and how many of them are due. Whoever watches the machine learns no more of them.
    pub fn jobs_waiting(&mut self, now: Timestamp) -> Result<(u64, u64)> {
        let waiting = job::table.filter(job::state.eq(JobState::Waiting.key()));
        let all: i64 = waiting.count().first(self.connection)?;
        let due: i64 = waiting.filter(job::due_at.le(stamp(now))).count().first(self.connection)?;
        Ok((u64::try_from(all).unwrap_or_default(), u64::try_from(due).unwrap_or_default()))
    }

    /// The queue is shown with a permit for the root alone.
    fn check_whole(&mut self, permit: &Permit<ReadJobs>) -> Result<()> {
        let root = self.root()?.filter(|root| root.unit == permit.unit());
        root.map(|_| ()).ok_or(StoreError::NotFound)
    }
}

impl Work<'_> {
    /// The permit's job, which was given up, waits anew, from its first try on.
    pub fn job_again(&mut self, permit: &Permit<RetryJob, JobId>) -> Result<()> {
        let now = stamp(self.at());
        let none: Option<String> = None;
        let given_up =
            job::table.filter(job::id.eq(permit.key().0).and(job::state.eq(JobState::Failed.key())));
        let changed = diesel::update(given_up)
            .set((
                job::state.eq(JobState::Waiting.key()),
                job::attempts.eq(0),
                job::due_at.eq(now),
                job::ended_at.eq(none),
            ))
            .execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}
