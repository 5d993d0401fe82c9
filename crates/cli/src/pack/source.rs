//! Where a pack is read from: a folder, a ZIP file, or one of those that ship.

use crate::failure::Failure;
use earnest_demo::shipped::{SHIPPED, Shipped};
use earnest_model::pack::{LARGEST, Pack, PackFaults, PackFiles};
use earnest_papers::{is_archive, unpacked};
use std::{fs, path::Path};

/// A pack with its files.
pub struct Found {
    /// Its files.
    pub files: PackFiles,
    /// The pack.
    pub pack: Pack,
}

/// A pack, or all that is wrong with it and where it lies.
pub type Looked = Result<Found, (String, PackFaults)>;

/// Every fault on a line of its own, after the place.
fn told((place, faults): &(String, PackFaults)) -> Failure {
    let said: Vec<_> = faults.0.iter().map(|fault| format!("{place}: {fault}")).collect();
    Failure::new(said.join("\n"))
}

/// The pack in a folder or a file, or the one that ships under this name.
pub fn pack_of(wanted: &str) -> Result<Found, Failure> {
    look(wanted)?.map_err(|faults| told(&faults))
}

/// The same, with what is wrong with it as a list.
pub fn look(wanted: &str) -> Result<Looked, Failure> {
    let path = Path::new(wanted);
    if path.exists() {
        let files = if path.is_dir() { of_folder(path)? } else { of_file(path)? };
        return Ok(read(&files, wanted));
    }
    match Shipped::find(wanted) {
        Some(shipped) => Ok(of_those_that_ship(shipped)),
        None => {
            let names: Vec<_> = SHIPPED.iter().map(|shipped| shipped.name).collect();
            Err(Failure::new(format!(
                "there is no folder and no file `{wanted}`, and no pack of this name ships; those that ship are {}",
                names.join(", ")
            )))
        }
    }
}

/// A pack that ships.
pub fn shipped_pack(shipped: &Shipped) -> Result<Found, Failure> {
    of_those_that_ship(shipped).map_err(|faults| told(&faults))
}

fn of_those_that_ship(shipped: &Shipped) -> Looked {
    let found = shipped.files().and_then(|files| Ok(Found { pack: Pack::of(&files)?, files }));
    found.map_err(|faults| (shipped.name.to_owned(), faults))
}

/// Files by their names.
type Files = Vec<(String, Vec<u8>)>;

fn read(files: &Files, place: &str) -> Looked {
    let (files, pack) = Pack::of_named(files).map_err(|faults| (place.to_owned(), faults))?;
    Ok(Found { files, pack })
}

fn of_folder(folder: &Path) -> Result<Files, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|fault| Failure::file(folder, fault))? {
        let entry = entry.map_err(|fault| Failure::file(folder, fault))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            files.push((format!("{name}/"), Vec::new()));
        } else {
            files.push((name, fs::read(&path).map_err(|fault| Failure::file(&path, fault))?));
        }
    }
    files.sort();
    Ok(files)
}

fn of_file(path: &Path) -> Result<Files, Failure> {
    let bytes = fs::read(path).map_err(|fault| Failure::file(path, fault))?;
    if !is_archive(&bytes) {
        return Err(Failure::file(path, "a pack is a folder or a ZIP file with pack.toml and standard.toml"));
    }
    let wanted = |name: &str| name.ends_with(".toml") && !name.contains("demo/");
    unpacked(&bytes, LARGEST + 1, wanted).map_err(|fault| Failure::file(path, fault))
}
