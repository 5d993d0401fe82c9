//! Finding and reading the files of the project.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Outcome, While};

/// A text file of the project.
#[derive(Debug)]
pub struct Source {
    /// Its path from the root of the workspace, with forward slashes.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The text files below `folder` that end with one of `extensions`, in the order of their paths.
pub fn below(root: &Path, folder: &Path, extensions: &[&str]) -> Outcome<Vec<Source>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.retain(|path| path.extension().is_some_and(|it| extensions.iter().any(|wanted| it == *wanted)));
    paths.sort();
    paths.iter().map(|path| read(root, path)).collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> Outcome {
    if !folder.is_dir() {
        return Ok(());
    }
    let what = format!("list {}", folder.display());
    for entry in fs::read_dir(folder).while_trying(&what)? {
        let path = entry.while_trying(&what)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || path.ends_with("target") || path.ends_with("node_modules") {
            continue;
        }
        if path.is_dir() {
            collect(&path, into)?;
        } else {
            into.push(path);
        }
    }
    Ok(())
}

fn read(root: &Path, path: &Path) -> Outcome<Source> {
    let text = fs::read_to_string(path).while_trying(&format!("read {}", path.display()))?;
    let relative = path.strip_prefix(root).unwrap_or(path);
    Ok(Source { path: relative.to_string_lossy().replace('\\', "/"), text })
}
