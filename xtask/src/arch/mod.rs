//! `cargo xtask arch`: proves that the crates see only what the design lets them see, and the rules of a source file.

mod beneath;
mod files;
pub mod rooms;

use crate::failure::{Failure, Outcome};
use crate::metadata;

/// Checks rooms and files and complains about everything at once.
pub fn run() -> Outcome {
    let members = metadata::members()?;
    let root = metadata::root();
    let mut complaints = rooms::complaints(&members);
    complaints.extend(beneath::complaints(&members)?);
    complaints.extend(files::complaints(&root, &members)?);
    Failure::unless_empty(complaints)?;
    println!("arch: the {} crates keep to the design", members.len());
    Ok(())
}
