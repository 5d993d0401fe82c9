//! What the register says of its organisation.

use crate::{
    Reader, Work,
    error::{Result, StoreError},
    schema::{organisation, programme},
};
use diesel::prelude::*;
use earnest_model::{
    id::PackId,
    mail_address::MailAddress,
    numbering::Numbering,
    organisation::{LANGUAGES, Organisation, Publicity},
    permit::{Permit, SetOrganisation},
    text::Line,
    zone::Zone,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = organisation)]
struct Row {
    name: Option<String>,
    zone: String,
    language: String,
    mail: Option<String>,
    circulars: String,
    draws: String,
    number_form: Option<String>,
    number_words: Option<String>,
    pack_id: i64,
}

impl TryFrom<Row> for Organisation {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let language = LANGUAGES.into_iter().find(|tag| *tag == row.language);
        let publicity = |word: String| {
            Publicity::parse(&word)
                .map_err(|_| StoreError::meaningless(word, "who may read what is published"))
        };
        let name =
            row.name.map(|name| Line::parse(&name).map_err(|_| StoreError::meaningless(name, "a name")));
        let mail = row
            .mail
            .map(|mail| MailAddress::parse(&mail).map_err(|_| StoreError::meaningless(mail, "an address")));
        let (form, words) = (row.number_form.unwrap_or_default(), row.number_words.unwrap_or_default());
        let numbering = Numbering::parse(&form, &words)
            .map_err(|_| StoreError::meaningless(form, "a form of numbers"))?;
        Ok(Self {
            numbering,
            name: name.transpose()?,
            zone: Zone::parse(&row.zone).map_err(|_| StoreError::meaningless(row.zone, "a zone"))?,
            language: language.ok_or_else(|| StoreError::meaningless(row.language, "a language"))?,
            mail: mail.transpose()?,
            circulars: publicity(row.circulars)?,
            draws: publicity(row.draws)?,
            pack: PackId(row.pack_id),
        })
    }
}

impl Reader<'_> {
    /// What the register says of its organisation. It is asked for before anybody may do anything.
    pub fn organisation(&mut self) -> Result<Option<Organisation>> {
        let found = organisation::table.select(Row::as_select()).first(self.connection).optional()?;
        found.map(Organisation::try_from).transpose()
    }

    /// Whether any programme was set up: from then on days have been counted by the organisation's zone.
    pub fn has_programmes(&mut self, _: &Permit<SetOrganisation>) -> Result<bool> {
        let one: Option<i64> = programme::table.select(programme::id).first(self.connection).optional()?;
        Ok(one.is_some())
    }
}

impl Work<'_> {
    /// Says it.
    pub fn organisation_write(&mut self, permit: &Permit<SetOrganisation>, new: &Organisation) -> Result<()> {
        let words = new.numbering.as_ref().map(Numbering::words);
        let values = (
            organisation::name.eq(new.name.as_ref().map(Line::as_str)),
            organisation::zone.eq(new.zone.name()),
            organisation::language.eq(new.language),
            organisation::mail.eq(new.mail.as_ref().map(MailAddress::as_str)),
            organisation::circulars.eq(new.circulars.key()),
            organisation::draws.eq(new.draws.key()),
            organisation::number_form.eq(new.numbering.as_ref().map(Numbering::form)),
            organisation::number_words.eq(words.as_deref()),
            organisation::pack_id.eq(new.pack.0),
        );
        let connection = self.under(permit);
        let changed = diesel::update(organisation::table.find(1)).set(values).execute(connection)?;
        if changed == 0 {
            diesel::insert_into(organisation::table)
                .values((organisation::id.eq(1), values))
                .execute(connection)?;
        }
        Ok(())
    }
}
