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

/// The files of the pack, as its first version: tests write the second one.
pub fn files() -> PackFiles {
    let mut files = Shipped::find(DEFAULT).expect("it ships").files().expect("its files");
    files.pack = files.pack.replacen("version = 2\n", "", 1);
    files
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

/// The files of another pack that names the same units: its own aspects, topics and words.
pub fn beside() -> PackFiles {
    let mut files = files();
    files.pack = files
        .pack
        .replacen("key = \"study-and-rectification\"", "key = \"beside\"", 1)
        .replace("[[aspects]]\nkey = \"", "[[aspects]]\nkey = \"b-")
        .replacen("en = \"Self-cultivation\"", "en = \"Clean hands\"", 1)
        .replacen("en = \"Study and rectification programme\"", "en = \"Hand hygiene\"", 1);
    let word = |term: &str, zh: &str, en: &str| {
        format!("[{term}]\nzh-Hans = \"{zh}\"\nzh-Hant = \"{zh}\"\nen = {en}\n")
    };
    let words = [
        word("seminar", "洗手查房", "{ one = \"hand round\", many = \"hand rounds\" }"),
        word("rectification-ledger", "洗手清單甲", "{ one = \"hand list\", many = \"hand lists\" }"),
    ];
    files.words = Some(words.concat());
    files
}
