//! What the page of the first start is about: what it needs of the house, and what is answered on it.

use crate::frame::{fields::Fields, upload::Upload};
use earnest_app::AppError;
use earnest_model::{
    pack::{Pack, PackFiles},
    text::Line,
    units::unit::Table,
    zone::Zone,
};

/// What the page needs of the house.
pub struct First {
    /// The packs to choose from.
    pub packs: Vec<Offered>,
    /// What only whoever started the program has seen.
    pub code: String,
    /// The zone of the machine, if it tells.
    pub zone: String,
    /// Whether browsers come by HTTPS alone.
    pub secure: bool,
    /// Whether a proxy stands in front.
    pub proxied: bool,
    /// Sets the register up.
    pub set_up: SetUpper,
    /// Whether somebody set it up by another program in the meantime.
    pub taken: Taken,
}

/// Sets a register up with these answers, and says how many units it holds.
pub type SetUpper = Box<dyn Fn(&Answers) -> Result<usize, AppError> + Send + Sync>;

/// Looks whether the register is set up.
pub type Taken = Box<dyn Fn() -> bool + Send + Sync>;

/// A form with its files.
pub(super) type Form = (Fields, Vec<Upload>);

/// What the list of packs sends for a pack of one's own.
pub(super) const OWN: &str = "own";

/// A pack to choose.
pub struct Offered {
    /// Its key.
    pub key: String,
    /// Its files.
    pub files: PackFiles,
    /// It.
    pub pack: Pack,
}

/// The answers, each in order.
pub struct Answers {
    /// What the organisation is called.
    pub name: Option<Line>,
    /// Its zone.
    pub zone: Zone,
    /// The tag of its language.
    pub language: &'static str,
    /// The pack.
    pub files: PackFiles,
    /// The units.
    pub units: Table,
    /// Hash of what they were read from.
    pub sha256: String,
    /// The administrator's login.
    pub login: String,
    /// The title that others see.
    pub title: String,
    /// The password.
    pub password: String,
}
