//! Files attached to records: what they are and to what they belong. Their bytes lie beside the register.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    error::{Result, StoreError, one},
    ledger::measures::measure::measures_for,
    locate::{Located, located},
    opens::opens,
    schema::{account, attachment, journal, measure, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AttachmentId, MeasureId, PlanId, SeminarId, SpotCheckId, UnitId},
    ledger::attachments::attachment::{Attachment, CheckedFile, Holder, Media},
    permit::{ActionKind, AttachFile, Permit, ReadDesk, ReadExemplars, ReadJournal, ReadProgramme},
};

/// What the journal says of an attachment: its key, and the detail of the event as JSON.
pub type Sworn = (i64, String);

#[derive(Queryable)]
struct AttachmentRow {
    id: i64,
    unit: i64,
    record: String,
    record_id: i64,
    sha256: String,
    name: String,
    media: String,
    size: i64,
    previous: Option<i64>,
    by: Option<String>,
    attached_at: String,
}

fn read_holder(record: String) -> Result<Holder> {
    Holder::parse(&record).map_err(|_| StoreError::meaningless(record, "a kind of record"))
}

fn read(row: AttachmentRow) -> Result<Attachment> {
    Ok(Attachment {
        id: AttachmentId(row.id),
        holder: read_holder(row.record)?,
        record: row.record_id,
        unit: UnitId(row.unit),
        sha256: row.sha256,
        name: row.name,
        media: Media::parse(&row.media).map_err(|_| StoreError::meaningless(row.media, "a kind of file"))?,
        size: row.size,
        previous: row.previous.map(AttachmentId),
        by: row.by,
        attached_at: row.attached_at,
    })
}

located!(AttachmentId, attachment);

/// A key of a record that takes files.
pub trait HoldsFiles: Located {
    /// Which kind of record.
    const HOLDER: Holder;
}

impl HoldsFiles for MeasureId {
    const HOLDER: Holder = Holder::Measure;
}

impl HoldsFiles for PlanId {
    const HOLDER: Holder = Holder::Plan;
}

impl HoldsFiles for SeminarId {
    const HOLDER: Holder = Holder::Seminar;
}

impl HoldsFiles for SpotCheckId {
    const HOLDER: Holder = Holder::SpotCheck;
}

opens! {
    /// Opens the files of a record: whoever may read it, whoever attaches to it, and whoever takes a step with a measure
    /// that they prove.
    OpensFiles: ReadLedger, ReadPlans, ReadAssessments, AttachFile, ReportProgress, RequestClosure,
        ApproveClosure, VerifyClosure, LookBack
}

/// Refuses the files of a measure of which the permit's holder may not know.
fn check_seen<A: OpensFiles, K: HoldsFiles>(
    connection: &mut AnyConnection,
    permit: &Permit<A, K>,
) -> Result<()> {
    if K::HOLDER != Holder::Measure {
        return Ok(());
    }
    let own = measure::id.eq(permit.key().number()).and(measure::unit_id.eq(permit.unit().0));
    let known: i64 = measures_for(permit.sight()).filter(own).count().first(connection)?;
    if known == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn columns() -> _ {
    (
        attachment::id,
        attachment::unit_id,
        attachment::record,
        attachment::record_id,
        attachment::sha256,
        attachment::name,
        attachment::media,
        attachment::size,
        attachment::previous_id,
        account::title.nullable(),
        attachment::attached_at,
    )
}

impl Work<'_> {
    /// Writes that a file is attached to the permit's record; with `previous`, as a later revision of one of its files.
    pub fn attachment_insert<K: HoldsFiles>(
        &mut self,
        permit: &Permit<AttachFile, K>,
        file: &CheckedFile,
        previous: Option<AttachmentId>,
    ) -> Result<AttachmentId> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        check_seen(connection, permit)?;
        if let Some(before) = previous {
            let there: i64 = attachment::table
                .filter(attachment::id.eq(before.0).and(attachment::unit_id.eq(permit.unit().0)))
                .filter(attachment::record.eq(K::HOLDER.key()))
                .filter(attachment::record_id.eq(permit.key().number()))
                .count()
                .first(connection)?;
            one(usize::from(there == 1))?;
        }
        let id = next_id!(connection, attachment);
        diesel::insert_into(attachment::table)
            .values((
                attachment::id.eq(id),
                attachment::unit_id.eq(permit.unit().0),
                attachment::record.eq(K::HOLDER.key()),
                attachment::record_id.eq(permit.key().number()),
                attachment::sha256.eq(&file.sha256),
                attachment::name.eq(file.name.as_str()),
                attachment::media.eq(file.media.key()),
                attachment::size.eq(file.size),
                attachment::previous_id.eq(previous.map(|previous| previous.0)),
                attachment::account_id.eq(permit.account().map(|account| account.0)),
                attachment::attached_at.eq(at),
            ))
            .execute(connection)?;
        Ok(AttachmentId(id))
    }
}

impl Reader<'_> {
    /// To which record the permit's file is attached. Who may see the file is asked of that record.
    pub fn attachment_holder(
        &mut self,
        permit: &Permit<ReadProgramme, AttachmentId>,
    ) -> Result<(Holder, i64)> {
        let row: Option<(String, i64)> = attachment::table
            .filter(attachment::id.eq(permit.key().0).and(attachment::unit_id.eq(permit.unit().0)))
            .select((attachment::record, attachment::record_id))
            .first(self.connection)
            .optional()?;
        let (record, key) = row.ok_or(StoreError::NotFound)?;
        Ok((read_holder(record)?, key))
    }

    /// The files of an example that [`Reader::exemplars`] lists, earlier revisions included, the oldest first.
    pub fn exemplar_files(
        &mut self,
        permit: &Permit<ReadExemplars>,
        id: SeminarId,
    ) -> Result<Vec<Attachment>> {
        self.check_exemplar(permit, id)?;
        let rows: Vec<AttachmentRow> = attachment::table
            .left_join(account::table)
            .filter(attachment::record.eq(Holder::Seminar.key()).and(attachment::record_id.eq(id.0)))
            .order(attachment::id.asc())
            .select(columns())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// A file of an example that [`Reader::exemplars`] lists.
    pub fn exemplar_file(&mut self, permit: &Permit<ReadExemplars>, id: AttachmentId) -> Result<Attachment> {
        let of: Option<i64> = attachment::table
            .filter(attachment::id.eq(id.0).and(attachment::record.eq(Holder::Seminar.key())))
            .select(attachment::record_id)
            .first(self.connection)
            .optional()?;
        let files = self.exemplar_files(permit, SeminarId(of.ok_or(StoreError::NotFound)?))?;
        files.into_iter().find(|file| file.id == id).ok_or(StoreError::NotFound)
    }

    /// The files of the permit's record, earlier revisions included, the oldest first.
    pub fn attachments<A: OpensFiles, K: HoldsFiles>(
        &mut self,
        permit: &Permit<A, K>,
    ) -> Result<Vec<Attachment>> {
        check_seen(self.connection, permit)?;
        let rows: Vec<AttachmentRow> = attachment::table
            .left_join(account::table)
            .filter(attachment::record.eq(K::HOLDER.key()))
            .filter(attachment::record_id.eq(permit.key().number()))
            .filter(attachment::unit_id.eq(permit.unit().0))
            .order(attachment::id.asc())
            .select(columns())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// The files of these measures within the permit's subtree, as far as its holder may know of the measures; earlier
    /// revisions included, the oldest first.
    pub fn files_of_measures(
        &mut self,
        permit: &Permit<ReadDesk>,
        keys: &[MeasureId],
    ) -> Result<Vec<Attachment>> {
        let span = permit.span();
        let keys: Vec<i64> = keys.iter().map(|key| key.0).collect();
        let known: Vec<i64> = measures_for(permit.sight())
            .filter(unit::lo.between(span.lo, span.hi).and(measure::id.eq_any(keys)))
            .select(measure::id)
            .load(self.connection)?;
        let rows: Vec<AttachmentRow> = attachment::table
            .left_join(account::table)
            .filter(attachment::record.eq(Holder::Measure.key()))
            .filter(attachment::record_id.eq_any(known))
            .order(attachment::id.asc())
            .select(columns())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// All attachments within the permit's subtree after one, the oldest first: to verify them.
    pub fn attachments_after(
        &mut self,
        permit: &Permit<ReadJournal>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Attachment>> {
        let span = permit.span();
        let rows: Vec<AttachmentRow> = attachment::table
            .left_join(account::table)
            .inner_join(unit::table.on(unit::id.eq(attachment::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(attachment::id.gt(after))
            .order(attachment::id.asc())
            .limit(limit)
            .select(columns())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// What the journal says of attachments with keys in a range.
    pub fn attachments_sworn(
        &mut self,
        permit: &Permit<ReadJournal>,
        first: AttachmentId,
        last: AttachmentId,
    ) -> Result<Vec<Sworn>> {
        let span = permit.span();
        Ok(journal::table
            .inner_join(unit::table.on(unit::id.eq(journal::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(journal::action.eq(ActionKind::AttachFile.key()))
            .filter(journal::subject_id.between(first.0, last.0))
            .order(journal::place.asc())
            .select((journal::subject_id, journal::detail))
            .load(self.connection)?)
    }
}
