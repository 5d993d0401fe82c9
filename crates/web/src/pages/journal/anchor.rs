//! What outsiders need to keep the journal honest: the newest checkpoint, the tiles of its tree, and a unit's own proofs.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, Reply},
    },
    pages::paths,
};
use earnest_app::{
    AppError,
    anchor::{
        checkpoint_sign::last_checkpoint, proof_file::write_proof, proof_make::prove_unit,
        standing::standing, tile_show::show_tile,
    },
};
use earnest_model::event::Subject;

/// Proofs in one file.
const PROOFS: i64 = 5_000;

/// On which act and checkpoint a published record stands, in words; nothing where no checkpoints are signed.
pub fn imprint(call: &Call<'_>, record: impl Into<Subject>) -> Result<Option<String>, Fault> {
    let tr = call.tr;
    Ok(standing(&call.context(), record)?.map(|standing| match standing.checkpoint {
        Some(signed) => tr.journal_stands_on(standing.place, signed.size, call.moment(&signed.made_at)),
        None => tr.journal_stands_on_none(standing.place),
    }))
}

/// The newest checkpoint, as a signed note.
pub(super) fn checkpoint(call: &Call<'_>) -> Outcome {
    let signed = last_checkpoint(&call.context())?.ok_or(AppError::NotFound)?;
    Ok(Reply::File {
        media: "text/plain; charset=utf-8",
        name: "checkpoint".to_owned(),
        bytes: signed.note.into_bytes(),
    })
}

/// A tile of its tree: hashes alone.
pub(super) fn tile(call: &Call<'_>) -> Outcome {
    // The tile's own path is what stands behind the room's.
    let path = call.path.strip_prefix(&paths::journal::journal()).unwrap_or_default();
    let bytes = show_tile(&call.context(), path.trim_start_matches('/'))?;
    Ok(Reply::File { media: "application/octet-stream", name: "tile".to_owned(), bytes })
}

/// The proofs of all acts about a unit, one a line.
pub(super) fn proofs(call: &Call<'_>) -> Outcome {
    let code = call.part("code")?;
    // Before the first checkpoint there is nothing to prove by, and no link leads here.
    last_checkpoint(&call.context())?.ok_or(AppError::NotFound)?;
    let proven = prove_unit(&call.context(), code, call.asked("after")?.unwrap_or_default(), PROOFS)?;
    let lines: Vec<String> = proven.iter().map(|one| write_proof(one) + "\n").collect();
    let name = format!("proofs-{code}.jsonl");
    Ok(Reply::File { media: "application/jsonl", name, bytes: lines.concat().into_bytes() })
}
