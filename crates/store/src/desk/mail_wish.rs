//! Whether, where and when an account wants letters: its own affair, and no part of the journal.

use crate::{
    Reader, Store,
    error::{Result, StoreError, any},
    opens::own,
    schema::{account, mail_wish},
};
use diesel::prelude::*;
use earnest_model::{
    actor::Actor,
    desk::mail::{MailAddress, MailMode, MailWish, Quiet},
    id::AccountId,
};

/// An account that is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Which.
    pub account: AccountId,
    /// What it wishes.
    pub wish: MailWish,
    /// Up to which entry of the journal it was told.
    pub told_up_to: i64,
}

type Row = (i64, String, Option<String>, i32, Option<i32>, Option<i32>, String, i64);

fn hour(stored: i32) -> Result<i8> {
    let hour = i8::try_from(stored).ok().filter(|hour| (0..24).contains(hour));
    hour.ok_or_else(|| StoreError::meaningless(stored.to_string(), "an hour"))
}

fn read((account, mode, address, at, from, to, language, told_up_to): Row) -> Result<Written> {
    let address = match address {
        Some(text) => {
            Some(MailAddress::parse(&text).map_err(|_| StoreError::meaningless(text, "an address of mail"))?)
        }
        None => None,
    };
    let quiet = match (from, to) {
        (Some(from), Some(to)) => Quiet::new(hour(from)?, hour(to)?),
        _ => None,
    };
    let wish = MailWish {
        mode: MailMode::parse(&mode).map_err(|_| StoreError::meaningless(mode, "a way of writing"))?,
        address,
        hour: hour(at)?,
        quiet,
        language,
    };
    Ok(Written { account: AccountId(account), wish, told_up_to })
}

impl Store {
    /// Keeps what the owner wishes, unless it was made from another wish than the one that stands there; whether it is kept.
    /// Whoever turned letters on now is told of nothing that lies before `head`.
    pub fn mail_wish_put(
        &self,
        owner: &Actor,
        wish: &MailWish,
        from: Option<&str>,
        head: i64,
    ) -> Result<bool> {
        let account = own(owner)?;
        self.outside_journal_whole(|connection| {
            let wished = mail_wish::table.find(account.0);
            let row: Option<Row> = wished.first(connection).optional()?;
            let before = row.map(read).transpose()?;
            let stands = before.as_ref().map_or_else(MailWish::default, |before| before.wish.clone());
            if from.is_some_and(|from| from != stands.mark()) {
                return Ok(false);
            }
            let told = match before {
                Some(before) if stands.mode != MailMode::Off => before.told_up_to,
                _ => head,
            };
            diesel::delete(wished).execute(connection)?;
            diesel::insert_into(mail_wish::table)
                .values((
                    mail_wish::account_id.eq(account.0),
                    mail_wish::mode.eq(wish.mode.key()),
                    mail_wish::address.eq(wish.address.as_ref().map(MailAddress::as_str)),
                    mail_wish::hour.eq(i32::from(wish.hour)),
                    mail_wish::quiet_from.eq(wish.quiet.map(|quiet| i32::from(quiet.from()))),
                    mail_wish::quiet_to.eq(wish.quiet.map(|quiet| i32::from(quiet.to()))),
                    mail_wish::language.eq(&wish.language),
                    mail_wish::told_up_to.eq(told),
                ))
                .execute(connection)?;
            Ok(true)
        })
    }

    /// An account was told of everything up to an entry.
    pub fn mail_told(&self, account: AccountId, place: i64) -> Result<()> {
        self.outside_journal(|connection| {
            let behind = mail_wish::table
                .filter(mail_wish::account_id.eq(account.0).and(mail_wish::told_up_to.lt(place)));
            any(diesel::update(behind).set(mail_wish::told_up_to.eq(place)).execute(connection)?);
            Ok(())
        })
    }
}

impl Reader<'_> {
    /// What the owner wishes, if it ever said.
    pub fn mail_wish(&mut self, owner: &Actor) -> Result<Option<Written>> {
        let account = own(owner)?;
        let row: Option<Row> = mail_wish::table.find(account.0).first(self.connection).optional()?;
        row.map(read).transpose()
    }

    /// The accounts that are written to: for the letters alone.
    pub fn mail_wishes(&mut self) -> Result<Vec<Written>> {
        let rows: Vec<Row> = mail_wish::table
            .inner_join(account::table)
            .filter(mail_wish::mode.ne(MailMode::Off.key()).and(account::disabled.eq(false)))
            .order(mail_wish::account_id.asc())
            .select(mail_wish::all_columns)
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }
}
