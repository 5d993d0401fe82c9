//! Acts with units and the organisation.

use crate::act_table::acts;
use jiff::civil::Date;

acts! {
    /// What is done with units and the organisation.
    UnitsAct {
        /// A file of units came into the register.
        UnitsImported = "units-imported" {
            /// How many.
            units: usize,
            /// The hash of the file.
            sha256: String,
            /// Whether they were made up for a demonstration.
            synthetic: bool,
        },
        /// The day is held still from now on.
        DayHeld = "day-held" {
            /// The day.
            held_day: Date,
        },
        /// A version of a pack came into the register.
        PackAdded = "pack-added" {
            /// Its key.
            key: String,
            /// Its version.
            version: u16,
            /// The hash of its files.
            sha256: String,
        },
        /// A version of a pack was put in use: new programmes run by it.
        PackPutInUse = "pack-put-in-use" {
            /// Its key.
            key: String,
            /// The version before.
            version_before: u16,
            /// Its version.
            version: u16,
            /// The hash of its files.
            sha256: String,
        },
        /// The register says of its organisation what stands here.
        OrganisationSet = "organisation-set" {
            /// Its name.
            organisation: String,
            /// Its zone.
            zone: String,
            /// The language of whoever asks for none that there is.
            language: String,
            /// The address to which people write.
            mail: String,
            /// Who may read circulars.
            circulars_for: String,
            /// Who may read draws.
            draws_for: String,
            /// The form of the numbers of circulars.
            number_form: String,
            /// The words of the offices that give them.
            number_words: String,
            /// The hash of the pack whose tiers and classes its units have.
            pack: String,
        },
        /// A unit is called otherwise.
        UnitRenamed = "unit-renamed" {
            /// Its code.
            unit: String,
            /// What it was called.
            before: String,
            /// What it is called.
            name: String,
            /// The day of the order.
            ordered_on: Date,
            /// Why.
            reason: String,
        },
        /// A unit stands elsewhere, with all beneath it.
        UnitMoved = "unit-moved" {
            /// Its code.
            unit: String,
            /// The unit beneath which it stood.
            from: String,
            /// The unit beneath which it stands.
            to: String,
            /// How many units went with it.
            units: i64,
            /// The day of the order.
            ordered_on: Date,
            /// Why.
            reason: String,
        },
        /// A unit is new.
        UnitOpened = "unit-opened" {
            /// Its code.
            unit: String,
            /// What it is called.
            name: String,
            /// The unit beneath which it stands.
            to: String,
            /// The day of the order.
            ordered_on: Date,
            /// Why.
            reason: String,
        },
        /// A unit is no more.
        UnitClosed = "unit-closed" {
            /// Its code.
            unit: String,
            /// Posts, roles and duties that ended with it.
            ended: i64,
            /// The day of the order.
            ordered_on: Date,
            /// Why.
            reason: String,
        },
        /// A unit is no more, and what was open there is another's.
        UnitMerged = "unit-merged" {
            /// Its code.
            unit: String,
            /// The unit that takes its place.
            into: String,
            /// Units that stood beneath it and stand beneath the other one.
            units: usize,
            /// Open records that are the other one's.
            records: i64,
            /// Posts, roles and duties that ended with it.
            ended: i64,
            /// The day of the order.
            ordered_on: Date,
            /// Why.
            reason: String,
        },
        /// A unit is there again: its closing is taken back.
        UnitReopened = "unit-reopened" {
            /// Its code.
            unit: String,
            /// The day of the order.
            ordered_on: Date,
            /// Why.
            reason: String,
        },
        /// Records of which the journal did not tell were taken under the chain as they stood.
        ContentsSealed = "contents-sealed" {
            /// How many records.
            records: u64,
            /// Why: the schema was brought up to date by so many migrations.
            migrations: usize,
        },
    }
}
