//! `earnest journal checkpoint`: sign the tree over the acts as it is now.

use super::key;
use crate::{clock, database::Database, failure::Failure, sqlite_file::with_ending};
use clap::Args;
use earnest_app::{
    Context,
    anchor::{
        Checkpoint, Note, SignedCheckpoint, SigningKey,
        checkpoint_sign::sign_checkpoint,
        signing::{Signing, sign_if_sound},
        tile_show::all_tiles,
    },
};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
pub struct SignCheckpoint {
    #[command(flatten)]
    database: Database,
    /// The file of the key that signs (see: earnest journal key).
    #[arg(long, value_name = "FILE", env = "EARNEST_JOURNAL_KEY")]
    key: PathBuf,
    /// Writes the checkpoint and all tiles into a folder that can be served or carried elsewhere; nothing of any act
    /// can be learnt from them.
    #[arg(long, value_name = "FOLDER")]
    tiles: Option<PathBuf>,
    /// Write other tiles over those of a folder that holds another checkpoint than a beginning of this one.
    #[arg(long, requires = "tiles")]
    replace: bool,
    /// Sign although the journal or the records have faults (see: earnest journal verify). The checkpoint says nothing of
    /// them: it is of the acts as they stand.
    #[arg(long)]
    despite_faults: bool,
}

impl SignCheckpoint {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let open = self.database.open()?;
        let made = self.signed(&open.context(), &key::read(&self.key)?)?;
        write!(out, "{}", made.note)?;
        if let Some(folder) = &self.tiles {
            let tiles = all_tiles(&open.context(), 0)?;
            self.must_go_on(folder, &tiles, &made.note)?;
            for (path, bytes) in tiles {
                write_file(&folder.join(path), &bytes)?;
            }
            write_file(&folder.join("checkpoint"), made.note.as_bytes())?;
        }
        Ok(())
    }

    /// What is signed is signed for good; faults are looked for before that.
    fn signed(&self, context: &Context<'_>, key: &SigningKey) -> Result<SignedCheckpoint, Failure> {
        let first = match sign_if_sound(context, key, &clock::random()?)? {
            Signing::Signed(made) => return Ok(made),
            Signing::Faults(first) => first,
        };
        if self.despite_faults {
            writeln!(std::io::stderr(), "signed despite faults, as asked; the first: {first}")?;
            return Ok(sign_checkpoint(context, key, &clock::random()?)?);
        }
        Err(Failure::new(format!(
            "nothing is signed, since the register has faults, the first: {first}. For all of them run: earnest journal \
             verify. To sign the acts as they stand all the same: --despite-faults"
        )))
    }

    /// Refuses a folder that holds another journal's tiles, before anything is written: a checkpoint that is there must be
    /// a beginning of the new one, and a tile that is there the same.
    fn must_go_on(&self, folder: &Path, tiles: &[(String, Vec<u8>)], note: &str) -> Result<(), Failure> {
        if self.replace {
            return Ok(());
        }
        let refused = |path: &Path| {
            Failure::file(
                path,
                "this is of another journal, or of other acts; name another folder, or add --replace",
            )
        };
        for (path, bytes) in tiles {
            let path = folder.join(path);
            if present(&path)?.is_some_and(|there| there != *bytes) {
                return Err(refused(&path));
            }
        }
        let path = folder.join("checkpoint");
        let Some(there) = present(&path)? else { return Ok(()) };
        let (Some(old), Some(new)) = (read_checkpoint(&there), read_checkpoint(note.as_bytes())) else {
            return Err(refused(&path));
        };
        let goes_on = old.origin() == new.origin() && old.head().size <= new.head().size;
        // Its own last tile is among those that were compared, unless it was taken away.
        let same = old.head().size < new.head().size || old.head() == new.head();
        if goes_on && same { Ok(()) } else { Err(refused(&path)) }
    }
}

fn read_checkpoint(bytes: &[u8]) -> Option<Checkpoint> {
    let note = Note::parse(bytes).ok()?;
    Checkpoint::parse(note.text()).ok()
}

/// The bytes of a file, if it is there.
fn present(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(Failure::file(path, fault)),
    }
}

/// Writes it unless it lies there already; whole or not at all.
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if present(path)?.is_some_and(|there| there == bytes) {
        return Ok(());
    }
    let failed = |fault| Failure::file(path, fault);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let beside = with_ending(path, ".part");
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)).map_err(failed)
}
