//! What the targets share: each is a reader of `earnest_testkit::readers`.

use earnest_testkit::readers::READERS;

/// Gives bytes to the reader of this name.
///
/// # Panics
/// When the reader breaks off: that is what is looked for.
pub fn reads(name: &str, bytes: &[u8]) {
    let reader = READERS.iter().find(|reader| reader.name == name).expect("a reader of this name");
    (reader.read)(bytes);
}
