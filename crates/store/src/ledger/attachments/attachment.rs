//! Files attached to records: what they are and to what they belong. Their bytes lie beside the register.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{account, attachment, journal, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AttachmentId, MeasureId, PlanId, SeminarId, UnitId},
    ledger::attachments::attachment::{Attachment, CheckedFile, Holder, Media},
    permit::{Action, ActionKind, AttachFile, Permit, ReadJournal, Target},
    span::Span,
};

/// What the journal says of an attachment: its key, and the detail of the event as JSON.
pub type Sworn = (i64, String);

/// As it is selected: key, unit, record, its key, hash, name, media, size, previous, who, when.
type Row = (i64, i64, String, i64, String, String, String, i64, Option<i64>, Option<String>, String);

fn read(row: Row) -> Result<Attachment> {
    let (id, unit, record, record_id, sha256, name, media, size, previous, by, attached_at) = row;
    Ok(Attachment {
        id: AttachmentId(id),
        holder: Holder::parse(&record).map_err(|_| StoreError::meaningless(record, "a kind of record"))?,
        record: record_id,
        unit: UnitId(unit),
        sha256,
        name,
        media: Media::parse(&media).map_err(|_| StoreError::meaningless(media, "a kind of file"))?,
        size,
        previous: previous.map(AttachmentId),
        by,
        attached_at,
    })
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
    /// Writes that a file is attached to a record of the permit's unit.
    pub fn attachment_insert(
        &mut self,
        permit: &Permit<AttachFile>,
        (holder, record): (Holder, i64),
        file: &CheckedFile,
        previous: Option<AttachmentId>,
    ) -> Result<AttachmentId> {
        let at = self.at().to_string();
        let connection = &mut *self.connection;
        let id = next_id!(connection, attachment);
        diesel::insert_into(attachment::table)
            .values((
                attachment::id.eq(id),
                attachment::unit_id.eq(permit.unit().0),
                attachment::record.eq(holder.key()),
                attachment::record_id.eq(record),
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
    /// Where the unit of a record that takes files stands, to ask for a permit.
    pub fn locate_holder(&mut self, holder: Holder, record: i64) -> Result<Option<Target>> {
        match holder {
            Holder::Measure => self.locate_measure(MeasureId(record)),
            Holder::Plan => Ok(self.at(PlanId(record))?.map(|at| at.target())),
            Holder::Seminar => Ok(self.at(SeminarId(record))?.map(|at| at.target())),
        }
    }

    /// Where the unit of an attachment stands and to what it is attached, to ask for a permit.
    pub fn locate_attachment(&mut self, id: AttachmentId) -> Result<Option<(Target, Holder, i64)>> {
        let row: Option<(i64, i64, i64, String, i64)> = attachment::table
            .inner_join(unit::table)
            .filter(attachment::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi, attachment::record, attachment::record_id))
            .first(self.connection)
            .optional()?;
        let Some((unit, lo, hi, record, record_id)) = row else { return Ok(None) };
        let holder =
            Holder::parse(&record).map_err(|_| StoreError::meaningless(record, "a kind of record"))?;
        Ok(Some((Target { unit: UnitId(unit), span: Span { lo, hi } }, holder, record_id)))
    }

    /// The files of a record of the permit's unit, earlier revisions included, the oldest first.
    pub fn attachments<A: Action>(
        &mut self,
        permit: &Permit<A>,
        holder: Holder,
        record: i64,
    ) -> Result<Vec<Attachment>> {
        let rows: Vec<Row> = attachment::table
            .left_join(account::table)
            .filter(attachment::record.eq(holder.key()).and(attachment::record_id.eq(record)))
            .filter(attachment::unit_id.eq(permit.unit().0))
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
        let rows: Vec<Row> = attachment::table
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
