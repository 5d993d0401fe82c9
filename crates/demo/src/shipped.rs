//! The packs that ship, as data.

use earnest_model::pack::{Pack, PackFaults, PackFiles};

/// A pack that ships.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// The name of its folder, which is its key.
    pub name: &'static str,
    pub(crate) files: &'static [(&'static str, &'static [u8])],
}

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The pack of whoever names none.
pub const DEFAULT: &str = "study-and-rectification";

impl Shipped {
    /// The one of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        SHIPPED.iter().find(|shipped| shipped.name == name)
    }

    /// Its files, as a register keeps them.
    pub fn files(&self) -> Result<PackFiles, PackFaults> {
        PackFiles::of(self.files)
    }

    /// The pack.
    pub fn pack(&self) -> Result<Pack, PackFaults> {
        Pack::of(&self.files()?)
    }

    /// A file of its demonstration.
    pub fn demo_file(&self, name: &str) -> Option<&'static [u8]> {
        let found = self.files.iter().find(|(path, _)| path.strip_prefix("demo/") == Some(name));
        found.map(|(_, bytes)| *bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_that_ships_is_sound_and_has_the_name_of_its_folder() {
        assert!(Shipped::find(DEFAULT).is_some());
        for shipped in SHIPPED {
            assert_eq!(shipped.pack().unwrap().key, shipped.name);
        }
    }
}
