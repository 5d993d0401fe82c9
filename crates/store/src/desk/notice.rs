//! What concerns a person: entries of the journal, found by how they stand to a post. Nothing is kept but how far
//! somebody has read, which is no part of the register's history.

use crate::{
    Reader, Store,
    draws::check_state::spot_check_live,
    error::{Result, one},
    ledger::findings::problem::seen,
    opens::own,
    schema::{
        appeal, burden_report, burden_request, call_up, circular_draft, journal, measure, measure_step,
        notice_read, origin, passage, problem, rating, receipt, row_check, spot_check, task, tour, unit,
        unit_change, visit, visit_item,
    },
};
use diesel::{dsl::exists, prelude::*};
use earnest_model::{
    actor::{Actor, Role},
    desk::notice::{Naming, NoticeKind, Place, Telling, tellings},
    ledger::{findings::origin::OriginKind, measures::measure::Step},
    permit::{Permit, ReadDesk},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// An entry of the journal that concerns a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its number.
    pub place: i64,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// What happened.
    pub telling: &'static Telling,
    /// The key of the record.
    pub subject_id: i64,
    /// The key by which the record's page goes: of an appeal and of a row in a table of results that of the rating, of a
    /// visit's item that of its visit, of a spot check that of its draw.
    pub home: i64,
    /// Code of the unit that the act is about.
    pub unit_code: String,
    /// Its name.
    pub unit_name: String,
    /// What else, as JSON text.
    pub detail: String,
}

/// Which notices are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoticesAsked {
    /// Of one kind only.
    pub kind: Option<NoticeKind>,
    /// Only entries after this one.
    pub after: i64,
    /// Only entries before this one.
    pub before: Option<i64>,
    /// The most that are wanted.
    pub limit: i64,
}

diesel::alias!(unit as holder: Holder);

/// The steps by which a closure is verified.
const VERIFIED: [&str; 2] = [Step::Close.key(), Step::ClosePeriod.key()];

/// An entry of the journal with the words of its unit.
#[derive(Queryable)]
struct EntryRow {
    place: i64,
    at: String,
    word: String,
    subject: String,
    subject_id: i64,
    unit_id: i64,
    unit_code: String,
    unit_name: String,
    detail: String,
}

/// Entries of such an act.
#[diesel::dsl::auto_type(no_type_alias)]
fn of_act(one: &Telling) -> _ {
    let subject: &'static str = one.subject;
    let acts: &'static [&'static str] = one.acts;
    journal::word.eq_any(acts).and(journal::subject.eq(subject))
}

/// Lets a query find the entries of one more act, too. A macro, because the type of the query has no name.
macro_rules! widened {
    ($query:expr, $one:expr, $here:expr, $code:expr, $permit:expr) => {{
        let (query, here, sight, act) = ($query, $here, $permit.sight(), of_act($one));
        let own = $permit.account().map_or(-1, |account| account.0);
        let key = journal::subject_id;
        match ($one.place, $one.subject) {
            (Place::Own, "problem") => query.or_filter(
                act.and(journal::unit_id.eq(here))
                    .and(exists(problem::table.filter(problem::id.eq(key)).filter(seen(sight)))),
            ),
            (Place::Own, "measure") => query.or_filter(act.and(journal::unit_id.eq(here)).and(exists(
                measure::table.inner_join(problem::table).filter(measure::id.eq(key)).filter(seen(sight)),
            ))),
            (Place::Beneath, "measure") => query.or_filter(act.and(unit::parent_id.eq(here)).and(exists(
                measure::table.inner_join(problem::table).filter(measure::id.eq(key)).filter(seen(sight)),
            ))),
            (Place::Own, _) => query.or_filter(act.and(journal::unit_id.eq(here))),
            (Place::Beneath, _) => query.or_filter(act.and(unit::parent_id.eq(here))),
            (Place::Above, _) => query.or_filter(act.and(unit::id.nullable().eq_any(
                holder.filter(holder.field(unit::id).eq(here)).select(holder.field(unit::parent_id)),
            ))),
            (Place::Named(Naming::Receives), _) => query.or_filter(act.and(exists(
                receipt::table.filter(receipt::circular_id.eq(key).and(receipt::unit_id.eq(here))),
            ))),
            (Place::Named(Naming::Reminded), _) => query.or_filter(
                act.and(exists(
                    receipt::table
                        .filter(receipt::circular_id.eq(key).and(receipt::unit_id.eq(here)))
                        .filter(receipt::reminded_on.is_not_null()),
                )),
            ),
            (Place::Named(Naming::Checks), _) => query.or_filter(act.and(exists(
                passage::table.filter(passage::draft_id.eq(key).and(passage::unit_id.eq(here))),
            ))),
            (Place::Named(Naming::InTable), _) => query.or_filter(act.and(exists(
                row_check::table.filter(row_check::draft_id.eq(key).and(row_check::unit_id.eq(here))),
            ))),
            (Place::Named(Naming::Passage), _) => query.or_filter(
                act.and(exists(passage::table.filter(passage::id.eq(key).and(passage::unit_id.eq(here))))),
            ),
            (Place::Named(Naming::TaskRecipient), _) => query
                .or_filter(act.and(exists(task::table.filter(task::id.eq(key).and(task::unit_id.eq(here)))))),
            (Place::Named(Naming::TaskSender), _) => query.or_filter(
                act.and(exists(task::table.filter(task::id.eq(key).and(task::sender_id.eq(here))))),
            ),
            (Place::Named(Naming::Asked), _) => query.or_filter(
                act.and(exists(
                    burden_request::table
                        .filter(burden_request::question_id.eq(key).and(burden_request::unit_id.eq(here))),
                )),
            ),
            (Place::Named(Naming::CalledUp), _) => query.or_filter(
                act.and(exists(
                    call_up::table
                        .inner_join(spot_check::table)
                        .filter(spot_check::draw_id.eq(key).and(call_up::unit_id.eq(here)))
                        // Of whose place another unit took nothing is asked any more.
                        .filter(spot_check_live()),
                )),
            ),
            (Place::Named(Naming::Replaced), _) => query.or_filter(act.and(exists(
                spot_check::table.filter(spot_check::id.eq(key).and(spot_check::unit_id.eq(here))),
            ))),
            (Place::Named(Naming::Replacing), _) => query.or_filter(
                act.and(exists(
                    spot_check::table
                        .filter(spot_check::replaces_id.eq(key.nullable()).and(spot_check::unit_id.eq(here))),
                )),
            ),
            // The text is looked at again in `notice`: here it may be a part of other words.
            (Place::Named(Naming::ByCode), _) => {
                query.or_filter(act.and(journal::detail.like(format!("%\"{}\"%", $code))))
            }
            (Place::Named(Naming::Complained), _) => query.or_filter(act.and(exists(
                burden_report::table.filter(burden_report::id.eq(key).and(burden_report::unit_id.eq(here))),
            ))),
            (Place::Named(Naming::IsIt), _) => query.or_filter(act.and(key.eq(here))),
            (Place::Named(Naming::StoodAbove), _) => query.or_filter(
                act.and(
                    exists(
                        holder
                            .filter(holder.field(unit::id).eq(key))
                            .filter(holder.field(unit::parent_id).eq(here)),
                    )
                    .or(exists(
                        unit_change::table.filter(unit_change::unit_id.eq(key)).filter(
                            unit_change::parent_before.eq(here).or(unit_change::other_id.eq(here)),
                        ),
                    )),
                ),
            ),
            // A verifier is told beneath the unit at which they hold the post, as long as they may know of the problem.
            (Place::Named(Naming::Verifier), _) => query.or_filter(
                act.and(unit::lo.between($permit.span().lo, $permit.span().hi))
                    .and(exists(
                        measure_step::table
                            .filter(measure_step::measure_id.eq(key).and(measure_step::account_id.eq(own)))
                            .filter(measure_step::step.eq_any(VERIFIED)),
                    ))
                    .and(exists(
                        measure::table
                            .inner_join(problem::table)
                            .filter(measure::id.eq(key))
                            .filter(seen(sight)),
                    )),
            ),
            // Whoever sent the visit is told what became of its findings, as long as they may know of the problem.
            (Place::Named(Naming::Finder), _) => query.or_filter(
                act.and(exists(
                    origin::table
                        .filter(origin::problem_id.eq(key).and(origin::kind.eq(OriginKind::VisitItem.key())))
                        .filter(origin::record_id.eq_any(
                            visit_item::table
                                .inner_join(visit::table.inner_join(tour::table))
                                .filter(tour::organiser_id.eq(here))
                                .select(visit_item::id),
                        )),
                ))
                .and(exists(problem::table.filter(problem::id.eq(key)).filter(seen(sight)))),
            ),
            (Place::Named(Naming::Guided), _) => query.or_filter(
                act.and(unit::lo.lt($permit.span().lo)).and(unit::hi.ge($permit.span().hi)),
            ),
            (Place::Named(Naming::Visited), _) => query.or_filter(
                act.and(exists(visit::table.filter(visit::id.eq(key).and(visit::unit_id.eq(here))))),
            ),
        }
    }};
}

impl Reader<'_> {
    /// The acts that concern a role at the permit's unit, newest first; what the permit's account did itself is none.
    /// An act on a problem of a person is told to those alone who may know of the problem.
    pub fn notices(
        &mut self,
        permit: &Permit<ReadDesk>,
        role: Role,
        asked: &NoticesAsked,
    ) -> Result<Vec<NoticeRow>> {
        let told: Vec<_> = tellings(role, asked.kind).collect();
        if told.is_empty() {
            return Ok(Vec::new());
        }
        let here = permit.unit().0;
        let code: String = unit::table.find(here).select(unit::code).first(self.connection)?;
        let mut query = journal::table
            .inner_join(unit::table)
            .select((
                journal::place,
                journal::at,
                journal::word,
                journal::subject,
                journal::subject_id,
                journal::unit_id,
                unit::code,
                unit::name,
                journal::detail,
            ))
            .into_boxed();
        for one in &told {
            query = widened!(query, one, here, code, permit);
        }
        query =
            query.filter(journal::place.gt(asked.after)).filter(journal::actor.ne(permit.actor().to_owned()));
        if let Some(before) = asked.before {
            query = query.filter(journal::place.lt(before));
        }
        let rows: Vec<EntryRow> =
            query.order(journal::place.desc()).limit(asked.limit).load(self.connection)?;
        let mut found: Vec<NoticeRow> =
            rows.into_iter().filter_map(|row| notice(&told, (here, &code), row)).collect();
        self.in_tables(&told, here, &mut found)?;
        self.at_home(&mut found)?;
        Ok(found)
    }

    /// The number of the journal's last entry; 0 of an empty one.
    pub fn journal_head(&mut self) -> Result<i64> {
        self.last_act()
    }

    /// Up to which entry the owner has read.
    pub fn notices_read(&mut self, owner: &Actor) -> Result<i64> {
        let account = own(owner)?;
        let read = notice_read::table.find(account.0).select(notice_read::place);
        Ok(read.first(self.connection).optional()?.unwrap_or_default())
    }

    /// A draft that is sent asks some units and tells others: what is told of a row in the table of results is told as such, and
    /// leads to the unit's rating.
    fn in_tables(&mut self, told: &[&'static Telling], here: i64, rows: &mut [NoticeRow]) -> Result<()> {
        let tellings: Vec<_> = told.iter().filter(|one| one.place == Place::Named(Naming::InTable)).collect();
        let of_table = |row: &NoticeRow| {
            let same =
                |one: &&&&'static Telling| (one.subject, one.acts) == (row.telling.subject, row.telling.acts);
            tellings.iter().find(same).map(|one| **one)
        };
        let sent: Vec<i64> =
            rows.iter().filter(|row| of_table(row).is_some()).map(|row| row.subject_id).collect();
        if sent.is_empty() {
            return Ok(());
        }
        let ratings: Vec<(i64, i64)> = row_check::table
            .inner_join(circular_draft::table)
            .inner_join(rating::table.on(
                rating::round_id.eq(circular_draft::round_id).and(rating::unit_id.eq(row_check::unit_id)),
            ))
            .filter(row_check::unit_id.eq(here).and(row_check::draft_id.eq_any(sent)))
            .select((row_check::draft_id, rating::id))
            .load(self.connection)?;
        let of: BTreeMap<i64, i64> = ratings.into_iter().collect();
        for row in rows.iter_mut() {
            if let Some((telling, rating)) = of_table(row).zip(of.get(&row.subject_id)) {
                (row.telling, row.home) = (telling, *rating);
            }
        }
        Ok(())
    }

    /// Gives appeals and items of visits, which were found under a permit, the record by which their pages go.
    fn at_home(&mut self, rows: &mut [NoticeRow]) -> Result<()> {
        let of = |rows: &[NoticeRow], subject: &str| -> Vec<i64> {
            rows.iter().filter(|row| row.telling.subject == subject).map(|row| row.subject_id).collect()
        };
        // Guidance for all has a page of its own.
        let of_visit =
            |row: &&NoticeRow| row.telling.subject == "visit-item" && row.telling.leads_to() == "visit";
        let items: Vec<i64> = rows.iter().filter(of_visit).map(|row| row.subject_id).collect();
        let appeals = of(rows, "appeal");
        let checks = of(rows, "spot-check");
        let mut homes: BTreeMap<(&str, i64), i64> = BTreeMap::new();
        if !appeals.is_empty() {
            let found: Vec<(i64, i64)> = appeal::table
                .filter(appeal::id.eq_any(appeals))
                .select((appeal::id, appeal::rating_id))
                .load(self.connection)?;
            homes.extend(found.into_iter().map(|(id, home)| (("appeal", id), home)));
        }
        if !items.is_empty() {
            let found: Vec<(i64, i64)> = visit_item::table
                .filter(visit_item::id.eq_any(items))
                .select((visit_item::id, visit_item::visit_id))
                .load(self.connection)?;
            homes.extend(found.into_iter().map(|(id, home)| (("visit-item", id), home)));
        }
        if !checks.is_empty() {
            let found: Vec<(i64, i64)> = spot_check::table
                .filter(spot_check::id.eq_any(checks))
                .select((spot_check::id, spot_check::draw_id))
                .load(self.connection)?;
            homes.extend(found.into_iter().map(|(id, home)| (("spot-check", id), home)));
        }
        // The act on a unit is of whoever administers it; what is told is of the unit.
        let changed = of(rows, "unit");
        if !changed.is_empty() {
            let named: Vec<(i64, String, String)> = unit::table
                .filter(unit::id.eq_any(changed))
                .select((unit::id, unit::code, unit::name))
                .load(self.connection)?;
            for row in rows.iter_mut().filter(|row| row.telling.subject == "unit") {
                if let Some((_, code, name)) = named.iter().find(|(id, ..)| *id == row.subject_id) {
                    (row.unit_code, row.unit_name) = (code.clone(), name.clone());
                }
            }
        }
        for row in rows {
            let own = row.telling.leads_to() == "guidance";
            if let Some(home) = homes.get(&(row.telling.subject, row.subject_id)).filter(|_| !own) {
                row.home = *home;
            }
        }
        Ok(())
    }
}

/// Whether an act tells a code under a name.
fn tells(detail: &str, name: &str, code: &str) -> bool {
    let detail: Value = serde_json::from_str(detail).unwrap_or_default();
    detail.get(name).and_then(Value::as_str) == Some(code)
}

/// Whether what an act tells names a unit by its code: as the unit, or among those left out.
fn tells_of(detail: &str, code: &str) -> bool {
    let detail: Value = serde_json::from_str(detail).unwrap_or_default();
    let left_out = detail.get("excluded").and_then(Value::as_array);
    detail.get("unit").and_then(Value::as_str) == Some(code)
        || left_out.is_some_and(|all| all.iter().any(|one| one.as_str() == Some(code)))
}

/// The entry with the telling by which it was found.
fn notice(told: &[&'static Telling], (here, code): (i64, &str), row: EntryRow) -> Option<NoticeRow> {
    // Of two that fit, an act about one's own unit is told as such.
    let fits = |one: &&&Telling| {
        let near = match one.place {
            Place::Own => row.unit_id == here,
            Place::Beneath | Place::Above => row.unit_id != here,
            Place::Named(Naming::IsIt) => row.subject_id == here,
            Place::Named(Naming::ByCode) => tells_of(&row.detail, code),
            // One act on two units: each is told its own side of it.
            Place::Named(Naming::Replaced) => tells(&row.detail, "from", code),
            Place::Named(Naming::Replacing) => tells(&row.detail, "to", code),
            Place::Named(_) => true,
        };
        near && one.is(&row.subject, &row.word)
    };
    let telling = told.iter().find(fits)?;
    Some(NoticeRow {
        place: row.place,
        at: row.at,
        telling,
        subject_id: row.subject_id,
        home: row.subject_id,
        unit_code: row.unit_code,
        unit_name: row.unit_name,
        detail: row.detail,
    })
}

impl Store {
    /// The owner has read its notices up to an entry; never less than before.
    pub fn notices_mark(&self, owner: &Actor, place: i64) -> Result<()> {
        let account = own(owner)?;
        self.outside_journal_soon(|connection| {
            let read = notice_read::table.find(account.0);
            let before: Option<i64> = read.select(notice_read::place).first(connection).optional()?;
            match before {
                Some(before) if before >= place => {}
                Some(_) => {
                    one(diesel::update(read).set(notice_read::place.eq(place)).execute(connection)?)?;
                }
                None => {
                    diesel::insert_into(notice_read::table)
                        .values((notice_read::account_id.eq(account.0), notice_read::place.eq(place)))
                        .execute(connection)?;
                }
            }
            Ok(())
        })
    }
}
