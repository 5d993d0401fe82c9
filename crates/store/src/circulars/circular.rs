//! Circulars: published versions, units named, receipts.

use crate::{
    Reader,
    day::read_date,
    draws::draw::draw_drawn,
    error::{Result, StoreError},
    locate::located,
    opened::opened,
    opens::opens,
    programmes::listed::{Listed, listed},
    schema::{circular, draw, mention, receipt, round, unit},
    units::apart::apart,
};
use diesel::{dsl::max, prelude::*};
use earnest_model::{
    Date,
    circulars::circular::{CircularBody, Polarity},
    draws::draw_record::read_frame,
    id::{CircularId, ProgrammeId, RoundId, UnitId},
    numbering::DocumentNumber,
    organisation::Opening,
    permit::{AcknowledgeCircular, Permit, PublishCircular, ReadPublished},
};

/// A circular in the public list: its latest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CircularBrief {
    /// The version's key.
    pub id: CircularId,
    /// Version, from 1.
    pub version: i32,
    /// The number that it was given.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// Number of the round.
    pub round: i32,
    /// Name of the organiser.
    pub organiser: String,
    /// Code of the organiser.
    pub organiser_code: String,
    /// The programme of its round.
    pub programme: ProgrammeId,
    /// The day of publication.
    pub published_on: Date,
}

/// A version of a circular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CircularStored {
    /// Its key.
    pub id: CircularId,
    /// Its round.
    pub round: RoundId,
    /// Version, from 1.
    pub version: i32,
    /// The number that it was given.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// The document.
    pub body: CircularBody,
    /// The day of publication.
    pub published_on: Date,
}

/// A unit to be named: for what, the words, and by when a criticism is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMention {
    /// The unit.
    pub unit: UnitId,
    /// For what.
    pub polarity: Polarity,
    /// The words.
    pub body: String,
    /// By when a criticism is answered in the unit's ledger.
    pub reply_due_on: Option<Date>,
}

/// What a unit is to owe by a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewObligation {
    /// The unit.
    pub unit: UnitId,
    /// The place of the requirement.
    pub place: i32,
    /// The words.
    pub body: String,
    /// By when.
    pub due_on: Date,
}

/// A unit named in a circular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionStored {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// For what.
    pub polarity: Polarity,
    /// The words.
    pub body: String,
}

/// A recipient and when the circular was read there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// When (RFC 3339, UTC); none if not yet.
    pub read_at: Option<String>,
    /// When the recipient was last reminded.
    pub reminded_on: Option<Date>,
}

/// A version to be written.
#[derive(Debug)]
pub struct CircularNew<'a> {
    /// Version.
    pub version: i32,
    /// Its number, where the organisation numbers what this office publishes.
    pub number: Option<&'a DocumentNumber>,
    /// Title.
    pub title: &'a str,
    /// The document.
    pub body: &'a CircularBody,
    /// Units named.
    pub mentions: &'a [NewMention],
    /// What units owe by its requirements.
    pub obligations: &'a [NewObligation],
    /// Who gets it.
    pub recipients: &'a [UnitId],
}

located!(CircularId, |id| circular::table
    .inner_join(unit::table.on(unit::id.eq(circular::organiser_id)))
    .filter(circular::id.eq(id))
    .select((unit::id, unit::lo, unit::hi)));

opens! {
    /// What a version is made by, and what shows it on the way: its draft, drafting it, publishing it.
    MakesCircular: ReadCircularDrafts, DraftCircular, PublishCircular
}

opens! {
    /// What looks at who has read a version: the office that published it.
    OpensReceipts: PublishCircular, RemindReaders
}

#[derive(Queryable)]
struct BriefRow {
    id: i64,
    version: i32,
    number: Option<String>,
    title: String,
    round: i32,
    organiser: String,
    organiser_code: String,
    programme: i64,
    published_on: String,
}

impl TryFrom<BriefRow> for CircularBrief {
    type Error = StoreError;
    fn try_from(row: BriefRow) -> Result<Self> {
        Ok(Self {
            id: CircularId(row.id),
            version: row.version,
            number: row.number,
            title: row.title,
            round: row.round,
            organiser: row.organiser,
            organiser_code: row.organiser_code,
            programme: ProgrammeId(row.programme),
            published_on: read_date(&row.published_on)?,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = circular)]
struct Row {
    id: i64,
    round_id: i64,
    version: i32,
    number: Option<String>,
    title: String,
    body: String,
    published_on: String,
}

impl TryFrom<Row> for CircularStored {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: CircularId(row.id),
            round: RoundId(row.round_id),
            version: row.version,
            number: row.number,
            title: row.title,
            body: serde_json::from_str(&row.body)
                .map_err(|_| StoreError::meaningless(row.body, "a circular"))?,
            published_on: read_date(&row.published_on)?,
        })
    }
}

#[derive(Queryable)]
pub(super) struct MentionRow {
    code: String,
    name: String,
    polarity: String,
    body: String,
}

impl TryFrom<MentionRow> for MentionStored {
    type Error = StoreError;
    fn try_from(row: MentionRow) -> Result<Self> {
        let polarity = Polarity::parse(&row.polarity)
            .map_err(|_| StoreError::meaningless(row.polarity, "the polarity of a mention"))?;
        Ok(Self { code: row.code, name: row.name, polarity, body: row.body })
    }
}

#[derive(Queryable)]
struct ReadRow {
    code: String,
    name: String,
    read_at: Option<String>,
    reminded_on: Option<String>,
}

impl TryFrom<ReadRow> for ReceiptRow {
    type Error = StoreError;
    fn try_from(row: ReadRow) -> Result<Self> {
        let reminded_on = row.reminded_on.as_deref().map(read_date).transpose()?;
        Ok(Self { code: row.code, name: row.name, read_at: row.read_at, reminded_on })
    }
}

impl Reader<'_> {
    /// The latest version of the circular of a round of the permit's unit; 0 if there is none.
    pub fn circular_version<A: MakesCircular, K: Copy>(
        &mut self,
        permit: &Permit<A, K>,
        round: RoundId,
    ) -> Result<i32> {
        let last: Option<i32> = circular::table
            .filter(circular::round_id.eq(round.0).and(circular::organiser_id.eq(permit.unit().0)))
            .select(max(circular::version))
            .first(self.connection)?;
        Ok(last.unwrap_or(0))
    }

    /// The place that the next number of the permit's unit has in a year: those given stay given, without a gap.
    pub fn circular_number_next<K: Copy>(
        &mut self,
        permit: &Permit<PublishCircular, K>,
        year: i16,
    ) -> Result<i32> {
        let last: Option<i32> = circular::table
            .filter(circular::organiser_id.eq(permit.unit().0))
            .filter(circular::number_year.eq(i32::from(year)))
            .select(max(circular::number_place))
            .first(self.connection)?;
        Ok(last.unwrap_or(0) + 1)
    }

    /// Whether another circular has a number already, whoever gave it.
    pub fn circular_number_given<K: Copy>(
        &mut self,
        _: &Permit<PublishCircular, K>,
        number: &str,
    ) -> Result<bool> {
        let found: i64 =
            circular::table.filter(circular::number.eq(number)).count().get_result(self.connection)?;
        Ok(found > 0)
    }

    /// How many units of each class the frame of a round's draw had when it was frozen; empty if none was drawn.
    pub fn frame_by_class<A: MakesCircular, K: Copy>(
        &mut self,
        permit: &Permit<A, K>,
        round: RoundId,
    ) -> Result<Vec<(String, u64)>> {
        let found: Option<String> = draw::table
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(draw_drawn())
            .select(draw::frame)
            .first(self.connection)
            .optional()?;
        let Some(frame) = found else { return Ok(Vec::new()) };
        let mut classes: Vec<(String, u64)> = Vec::new();
        for (class, _) in
            read_frame(&frame).ok_or_else(|| StoreError::meaningless(frame.as_str(), "a frame"))?
        {
            match classes.iter_mut().find(|(known, _)| *known == class) {
                Some((_, count)) => *count += 1,
                None => classes.push((class, 1)),
            }
        }
        Ok(classes)
    }

    /// Key, code and name of units at or beneath the permit's unit, by code.
    pub fn units_by_code<A: MakesCircular, K: Copy>(
        &mut self,
        permit: &Permit<A, K>,
        codes: &[String],
    ) -> Result<Vec<(UnitId, String, String)>> {
        let span = permit.span();
        let rows: Vec<(i64, String)> = unit::table
            .filter(unit::code.eq_any(codes))
            .filter(unit::lo.between(span.lo, span.hi))
            .select((unit::id, unit::code))
            .load(self.connection)?;
        let known: Vec<&str> = rows.iter().map(|(_, code)| code.as_str()).collect();
        let mut told = apart(self.connection, &known)?;
        let named = |(id, code): (i64, String)| {
            let name = told.remove(&code).unwrap_or_default();
            (UnitId(id), code, name)
        };
        Ok(rows.into_iter().map(named).collect())
    }

    /// Keys of the units directly beneath the permit's unit.
    pub fn direct_units<K: Copy>(&mut self, permit: &Permit<PublishCircular, K>) -> Result<Vec<UnitId>> {
        let rows: Vec<i64> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::closed_on.is_null()))
            .order(unit::seq.asc())
            .select(unit::id)
            .load(self.connection)?;
        Ok(rows.into_iter().map(UnitId).collect())
    }

    /// Latest versions of the circulars of organisers within the permit's subtree, newest first.
    pub fn circulars(
        &mut self,
        permit: &Permit<ReadPublished>,
        (opening, of): (&Opening, Listed),
        before: Option<CircularId>,
        limit: i64,
    ) -> Result<Vec<CircularBrief>> {
        let span = permit.span();
        let organisers = circular::table.inner_join(unit::table.on(unit::id.eq(circular::organiser_id)));
        let organisers =
            organisers.select((unit::id, unit::lo, unit::hi)).distinct().load(self.connection)?;
        let organisers = opened(organisers, opening);
        let later = diesel::alias!(circular as later);
        let superseded = later
            .filter(later.field(circular::round_id).eq(circular::round_id))
            .filter(later.field(circular::version).gt(circular::version));
        let query = circular::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(circular::organiser_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(circular::organiser_id.eq_any(organisers))
            .filter(circular::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .filter(diesel::dsl::not(diesel::dsl::exists(superseded)))
            .into_boxed();
        let rows: Vec<BriefRow> = listed!(query, of)
            .order(circular::id.desc())
            .limit(limit)
            .select((
                circular::id,
                circular::version,
                circular::number,
                circular::title,
                round::number,
                unit::name,
                unit::code,
                round::programme_id,
                circular::published_on,
            ))
            .load(self.connection)?;
        rows.into_iter().map(CircularBrief::try_from).collect()
    }

    /// The permit's version of a circular.
    pub fn circular(&mut self, permit: &Permit<ReadPublished, CircularId>) -> Result<CircularStored> {
        let row: Option<Row> = circular::table
            .filter(circular::id.eq(permit.key().0).and(circular::organiser_id.eq(permit.unit().0)))
            .select(Row::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The bytes of the permit's version, of which the act that published it tells the hash.
    pub fn circular_bytes(&mut self, permit: &Permit<ReadPublished, CircularId>) -> Result<String> {
        let body: Option<String> = circular::table
            .filter(circular::id.eq(permit.key().0).and(circular::organiser_id.eq(permit.unit().0)))
            .select(circular::body)
            .first(self.connection)
            .optional()?;
        body.ok_or(StoreError::NotFound)
    }

    /// All versions of a round's circular, newest first: key, version, day.
    pub fn circular_versions<K: Copy>(
        &mut self,
        permit: &Permit<ReadPublished, K>,
        round: RoundId,
    ) -> Result<Vec<(CircularId, i32, Date)>> {
        let rows: Vec<(i64, i32, String)> = circular::table
            .filter(circular::round_id.eq(round.0).and(circular::organiser_id.eq(permit.unit().0)))
            .order(circular::version.desc())
            .select((circular::id, circular::version, circular::published_on))
            .load(self.connection)?;
        rows.into_iter().map(|(id, version, day)| Ok((CircularId(id), version, read_date(&day)?))).collect()
    }

    /// Units named in the permit's version, in the order of the tree.
    pub fn mentions(&mut self, permit: &Permit<ReadPublished, CircularId>) -> Result<Vec<MentionStored>> {
        let rows: Vec<MentionRow> = mention::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(mention::unit_id)))
            .filter(circular::id.eq(permit.key().0).and(circular::organiser_id.eq(permit.unit().0)))
            .order((unit::lo.asc(), mention::id.asc()))
            .select((unit::code, unit::name, mention::polarity, mention::body))
            .load(self.connection)?;
        rows.into_iter().map(MentionStored::try_from).collect()
    }

    /// Who got the permit's version and who has read it, those who have not first.
    pub fn receipts<A: OpensReceipts>(&mut self, permit: &Permit<A, CircularId>) -> Result<Vec<ReceiptRow>> {
        let span = permit.span();
        let rows: Vec<ReadRow> = receipt::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(receipt::unit_id)))
            .filter(circular::id.eq(permit.key().0).and(circular::organiser_id.eq(permit.unit().0)))
            .filter(unit::lo.between(span.lo, span.hi))
            .order((receipt::read_at.is_null().desc(), unit::lo.asc()))
            .select((unit::code, unit::name, receipt::read_at, receipt::reminded_on))
            .load(self.connection)?;
        rows.into_iter().map(ReceiptRow::try_from).collect()
    }

    /// When the permit's unit read a version; `None` if it got none, `Some(None)` if it has not read it.
    pub fn receipt(
        &mut self,
        permit: &Permit<AcknowledgeCircular>,
        id: CircularId,
    ) -> Result<Option<Option<String>>> {
        let row: Option<Option<String>> = receipt::table
            .filter(receipt::circular_id.eq(id.0).and(receipt::unit_id.eq(permit.unit().0)))
            .select(receipt::read_at)
            .first(self.connection)
            .optional()?;
        Ok(row)
    }
}
