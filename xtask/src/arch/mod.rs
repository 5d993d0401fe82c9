//! `cargo xtask arch`: proves that crates and folders see only what the design lets them see, that no files import one
//! another in a circle, and the rules of a source file.

mod beneath;
mod circles;
mod files;
mod folders;
mod imports;
mod known;
mod pages;
mod picture;
pub mod rooms;

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome, While};
use crate::metadata;

use known::Faults;
use picture::Picture;

/// Checks rooms, folders and files and complains about everything at once.
pub fn run() -> Outcome {
    let members = metadata::members()?;
    let root = metadata::root();
    let mut complaints = rooms::complaints(&members);
    complaints.extend(beneath::complaints(&members)?);
    complaints.extend(files::complaints(&root, &members)?);
    let table = folders::parse(&text_of(&root, folders::FILE)?)?;
    let picture = Picture::read(&root, &members, &table)?;
    let known = Faults::parse(&text_of(&root, known::FILE)?)?;
    complaints.extend(picture.complaints(&table, &known));
    Failure::unless_empty(complaints)?;
    println!(
        "arch: {} crates, {} files and {} imports keep to the design",
        members.len(),
        picture.files(),
        picture.imports()
    );
    Ok(())
}

/// Writes the table of folders afresh from the imports, takes what is mended off the list of known faults, and checks.
pub fn write() -> Outcome {
    let root = metadata::root();
    let table = folders::parse(&text_of(&root, folders::FILE)?)?;
    let picture = Picture::read(&root, &metadata::members()?, &table)?;
    let known = Faults::parse(&text_of(&root, known::FILE)?)?;
    put(&root, folders::FILE, &folders::written(picture.levels(), &picture.table()))?;
    put(&root, known::FILE, &known.shrunk_to(picture.faults()).written())?;
    run()
}

fn text_of(root: &Path, file: &str) -> Outcome<String> {
    fs::read_to_string(root.join(file)).while_trying(&format!("read {file}"))
}

fn put(root: &Path, file: &str, text: &str) -> Outcome {
    fs::write(root.join(file), text).while_trying(&format!("write {file}"))
}
