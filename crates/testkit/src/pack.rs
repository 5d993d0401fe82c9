//! The pack of tests: the first that ships.

#![expect(clippy::expect_used, reason = "only tests use this crate, and this is how a test fails")]

use crate::{OPERATOR, register::Register};
use earnest_app::units::{
    register_found::{Founding, found_register},
    register_load::{Loaded, load_register},
};
use earnest_demo::shipped::{DEFAULT, Shipped};
use earnest_model::{
    organisation::LANGUAGES,
    pack::{Pack, PackFiles},
    zone::Zone,
};

/// The files of the pack.
pub fn files() -> PackFiles {
    Shipped::find(DEFAULT).expect("it ships").files().expect("its files")
}

/// The pack.
pub fn shipped() -> Pack {
    Pack::of(&files()).expect("the pack is sound")
}

/// A register that holds a pack: the pack of tests, unless it was founded with another.
pub fn founded(register: &Register) -> Loaded {
    let files = files();
    let founding = Founding { files: &files, zone: Zone::hours_east(8), name: None, language: LANGUAGES[0] };
    found_register(&register.context(&OPERATOR), &founding).expect("the register is founded");
    load_register(&register.store, None).expect("the register reads").expect("it is founded")
}
