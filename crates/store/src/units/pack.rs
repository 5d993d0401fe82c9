//! The packs that the register holds.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError, any, one},
    schema::{pack, programme},
};
use diesel::prelude::*;
use earnest_model::{
    id::{PackId, ProgrammeId},
    pack::PackFiles,
    permit::{AddPack, Permit, ReadPacks, TakeUpPack},
};

/// A version of a pack in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackStored {
    /// Its key in the register.
    pub id: PackId,
    /// The pack's own key.
    pub key: String,
    /// Its version.
    pub version: u16,
    /// The hash of its files.
    pub sha256: String,
    /// The day on which it came in.
    pub added_on: String,
}

/// A version of a pack to be put in.
#[derive(Debug, Clone, Copy)]
pub struct NewPack<'a> {
    /// The pack's own key.
    pub key: &'a str,
    /// Its version.
    pub version: u16,
    /// Its files.
    pub files: &'a PackFiles,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = pack)]
struct Row {
    id: i64,
    pack_key: String,
    version: i32,
    sha256: String,
    added_on: String,
}

impl TryFrom<Row> for PackStored {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let version = u16::try_from(row.version)
            .map_err(|_| StoreError::meaningless(row.version.to_string(), "the version of a pack"))?;
        let Row { id, pack_key: key, sha256, added_on, .. } = row;
        Ok(Self { id: PackId(id), key, version, sha256, added_on })
    }
}

impl Reader<'_> {
    /// A version of a pack: what it is and its files. It is asked for before anybody may do anything.
    pub fn pack(&mut self, id: PackId) -> Result<Option<(PackStored, PackFiles)>> {
        let found: Option<(Row, String)> = pack::table
            .find(id.0)
            .select((Row::as_select(), pack::files))
            .first(self.connection)
            .optional()?;
        let Some((row, text)) = found else { return Ok(None) };
        let files = PackFiles::parse_canonical(&text)
            .ok_or_else(|| StoreError::meaningless(row.sha256.clone(), "the files of a pack"))?;
        Ok(Some((row.try_into()?, files)))
    }

    /// The version of a pack with this hash. It is asked for before anybody may do anything.
    pub fn pack_by_hash(&mut self, sha256: &str) -> Result<Option<PackStored>> {
        let found = pack::table.filter(pack::sha256.eq(sha256)).select(Row::as_select());
        found.first(self.connection).optional()?.map(PackStored::try_from).transpose()
    }

    /// A version of a pack by its own key. It is asked for before anybody may do anything.
    pub fn pack_of_version(&mut self, key: &str, version: u16) -> Result<Option<PackStored>> {
        let found = pack::table
            .filter(pack::pack_key.eq(key).and(pack::version.eq(i32::from(version))))
            .select(Row::as_select());
        found.first(self.connection).optional()?.map(PackStored::try_from).transpose()
    }

    /// All packs, by key, the newest version of each first.
    pub fn packs(&mut self, _: &Permit<ReadPacks>) -> Result<Vec<PackStored>> {
        let rows: Vec<Row> = pack::table
            .order((pack::pack_key, pack::version.desc()))
            .select(Row::as_select())
            .load(self.connection)?;
        rows.into_iter().map(PackStored::try_from).collect()
    }
}

impl Work<'_> {
    /// Has the permit's programme run by a version of its pack.
    pub fn programme_pack_write(
        &mut self,
        permit: &Permit<TakeUpPack, ProgrammeId>,
        pack: PackId,
    ) -> Result<()> {
        let own = programme::table.find(permit.key().0);
        let changed = diesel::update(own).set(programme::pack_id.eq(pack.0)).execute(self.under(permit))?;
        one(changed)
    }

    /// Puts a version of a pack in.
    pub fn pack_insert(&mut self, permit: &Permit<AddPack>, new: &NewPack<'_>) -> Result<PackId> {
        let connection = self.under(permit);
        let id = next_id!(connection, pack);
        diesel::insert_into(pack::table)
            .values((
                pack::id.eq(id),
                pack::pack_key.eq(new.key),
                pack::version.eq(i32::from(new.version)),
                pack::sha256.eq(new.files.hash()),
                pack::files.eq(new.files.canonical()),
                pack::added_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(PackId(id))
    }

    /// Has the programmes of a pack that name no version of it run by this one: those from before versions were kept.
    pub fn programmes_take_pack(&mut self, permit: &Permit<AddPack>, key: &str, id: PackId) -> Result<()> {
        let rows = programme::table.filter(programme::pack.eq(key).and(programme::pack_id.is_null()));
        any(diesel::update(rows).set(programme::pack_id.eq(id.0)).execute(self.under(permit))?);
        Ok(())
    }
}
