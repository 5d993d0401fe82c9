//! Which actions open which records. A reader's bound names its table, so that no permit of whatever action opens it;
//! nobody outside can add a line, since neither the trait nor the action is theirs.

use crate::error::{Result, StoreError};
use earnest_model::{actor::Actor, id::AccountId};

/// Declares which actions open a kind of record.
macro_rules! opens {
    ($(#[$doc:meta])* $name:ident: $($action:ident),+ $(,)?) => {
        $(#[$doc])*
        pub trait $name: earnest_model::action::Action {}
        $(impl $name for earnest_model::action::$action {})+
    };
}
pub(crate) use opens;

/// The reads that take no permit and no actor, each with its reason. A public read that does not stand here takes one or
/// the other: a test holds the list against the sources, in both directions.
pub const OPEN_READS: &[(&str, &str)] = &[
    ("actor", "signing in: who an account is, before anything is asked in its name"),
    ("actor_under", "signing in: the same, under a chosen post"),
    (
        "acts_at",
        "the frame: who overtook a form; the places come from the refusal of a write that its actor is permitted",
    ),
    ("all_tile_roots", "the anchor: hashes alone"),
    ("at", "where a record stands, which a permit is asked for; it tells nothing of the record"),
    ("checkpoint_at", "the anchor: statements about the chain that everybody may have"),
    ("checkpoint_of", "the anchor: statements about the chain that everybody may have"),
    ("checkpoints", "the anchor: statements about the chain that everybody may have"),
    ("credentials", "signing in: what a password is held against"),
    ("device_known", "signing in: whether a device was here before"),
    ("entry_count", "the anchor: how long the chain is"),
    ("entry_hashes", "the anchor: hashes alone, from which nobody guesses an act"),
    ("first_place_of", "the anchor: the same of a record that no act has as its subject"),
    ("form_owner", "signing in anew: whose form a token is, so that its words come back to nobody else"),
    (
        "form_taken",
        "a form that is sent once more after it ended its session: that it was taken, to whoever holds its token",
    ),
    ("invitation", "signing in for the first time, by a token"),
    ("jobs_waiting", "the watch: how long the queue is; it tells of no job what or whose it is"),
    ("journal_head", "the number of the last entry, which everybody may know"),
    ("last_backup", "when a backup was made and tried; a register without units has nobody to permit it"),
    ("last_checkpoint", "the anchor: a statement about the chain that everybody may have"),
    (
        "last_place_of",
        "the anchor: at which entry a record stands, of which its page tells whoever may see it",
    ),
    ("last_signing", "whether checkpoints are signed; a register without units has nobody to permit it"),
    ("locate", "where a unit stands, which a permit is asked for; it tells nothing of the unit"),
    ("locate_all", "the same of several units at once"),
    ("locate_round", "rounds are public within the organisation: what, when, in which state"),
    ("login_meant", "signing in: which login is meant by what was typed"),
    ("mail_wishes", "the worker: who is written to; each letter is then made with the rights of its reader"),
    ("organisation", "what a server must know before anybody may do anything: the name, the zone, the pack"),
    ("pack", "what a server must know before anybody may do anything: the words of the pages"),
    ("pack_by_hash", "whether a pack is there already; whoever has the hash has the pack"),
    ("pack_of_version", "whether a version of a pack is there already"),
    (
        "overtakers",
        "the frame: the places of acts on records that a refused form is about; they are told only to whoever reads these",
    ),
    ("programme_of_record", "by which pack's words a page speaks; it tells nothing of the record"),
    (
        "reach",
        "where the lowest unit above several stands, which a permit is asked for; it tells nothing of it",
    ),
    (
        "remembered",
        "gives what its reading gives or gave: that asks for its own permits, and they are part of the key",
    ),
    ("remembered_large", "the same of what may be large"),
    ("root", "where the whole organisation stands"),
    ("rounds_of", "rounds are public within the organisation: what, when, in which state"),
    (
        "running_packs",
        "what a server must know before anybody may do anything: whose pages speak which version's words",
    ),
    ("session", "signing in: whose session a token is"),
    ("setting", "what a server must know before anybody may do anything: the day, the layout of lists"),
    ("shape_as_text", "the same, to be kept: names of tables and columns alone"),
    ("shape_faults", "the check of the tables themselves, which tells of no record"),
    ("signatories", "a published standard names the bodies that agreed to it"),
    ("standard", "standards are published"),
    ("standard_for", "standards are published"),
    ("standard_next", "standards are published, and how many there are"),
    ("standard_of_programme", "standards are published"),
    ("standard_of_round", "standards are published"),
    ("tile_roots", "the anchor: hashes alone"),
    ("tile_roots_kept", "the anchor: hashes alone"),
    ("tree_secret", "the anchor: what salts the leaves; only who signs and who proves asks for it"),
    (
        "verify_journal",
        "the check of the whole, which also runs on a register without units; it tells faults alone",
    ),
];

/// Whose own records are asked for: nobody but the register makes an actor of an account, so that it needs no permit to
/// reach what is its own. Whoever has no account has nothing.
pub(crate) fn own(owner: &Actor) -> Result<AccountId> {
    owner.account().ok_or(StoreError::NotFound)
}
