//! Where a pack is read from: a folder, a ZIP file, or one of those that ship.

use crate::failure::Failure;
use earnest_demo::shipped::{SHIPPED, Shipped};
use earnest_model::pack::{LARGEST, Pack, PackFiles};
use earnest_papers::{is_archive, unpacked};
use std::{fs, path::Path};

/// A pack with its files.
pub struct Found {
    /// Its files.
    pub files: PackFiles,
    /// The pack.
    pub pack: Pack,
}

impl Found {
    fn of(files: PackFiles, place: &str) -> Result<Self, Failure> {
        let pack = Pack::of(&files).map_err(|faults| told(place, &faults.to_string()))?;
        Ok(Self { files, pack })
    }
}

/// Every fault on a line of its own, after the place.
fn told(place: &str, faults: &str) -> Failure {
    let said: Vec<_> = faults.lines().map(|fault| format!("{place}: {fault}")).collect();
    Failure::new(said.join("\n"))
}

/// The pack in a folder or a file, or the one that ships under this name.
pub fn pack_of(wanted: &str) -> Result<Found, Failure> {
    let path = Path::new(wanted);
    if path.exists() {
        let files = if path.is_dir() { of_folder(path)? } else { of_file(path)? };
        return Found::of(files, wanted);
    }
    match Shipped::find(wanted) {
        Some(shipped) => shipped_pack(shipped),
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
    let files = shipped.files().map_err(|faults| told(shipped.name, &faults.to_string()))?;
    Found::of(files, shipped.name)
}

fn of_folder(folder: &Path) -> Result<PackFiles, Failure> {
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
    PackFiles::of(&files).map_err(|faults| told(&folder.display().to_string(), &faults.to_string()))
}

fn of_file(path: &Path) -> Result<PackFiles, Failure> {
    let bytes = fs::read(path).map_err(|fault| Failure::file(path, fault))?;
    if !is_archive(&bytes) {
        return Err(Failure::file(path, "a pack is a folder or a ZIP file with pack.toml and standard.toml"));
    }
    let wanted = |name: &str| name.ends_with(".toml") && !name.contains("demo/");
    let files = unpacked(&bytes, LARGEST + 1, wanted).map_err(|fault| Failure::file(path, fault))?;
    PackFiles::of(&files).map_err(|faults| told(&path.display().to_string(), &faults.to_string()))
}
