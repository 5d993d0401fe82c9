//! What outsiders need to keep the journal honest: the newest checkpoint, the tiles of its tree, and a unit's own proofs.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, Reply},
    },
    look::Imprint,
    pages::paths,
};
use earnest_app::{
    AppError,
    anchor::{
        SignedCheckpoint,
        checkpoint_sign::{checkpoint_at, last_checkpoint},
        proof_file::write_proof,
        proof_make::prove_unit,
        standing::{Published, Standing, stand_certificate, standing},
        tile_show::show_tile,
    },
};
use earnest_papers::{Paper, Words};

/// Proofs in one file.
const PROOFS: i64 = 5_000;

/// On which act and checkpoint a published record stands; nothing where no checkpoints are signed.
pub fn imprint(call: &Call<'_>, record: Published) -> Result<Option<Imprint>, Fault> {
    Ok(standing(&call.context(), record)?.map(|standing| Imprint {
        words: words(call, &standing),
        anchor: standing.anchor.map(|anchor| {
            let href = paths::journal::checkpoint_of(anchor.size);
            (href, call.tr.journal_anchor(&*anchor.short), anchor.note)
        }),
    }))
}

fn words(call: &Call<'_>, standing: &Standing) -> String {
    match &standing.anchor {
        Some(anchor) => call.tr.journal_stands_on(standing.place, anchor.size, call.moment(&anchor.made_at)),
        None => call.tr.journal_stands_on_none(standing.place),
    }
}

/// Prints on a paper on what it stands: the act, the checkpoint in one word, whose key signed it, the signature, and where
/// the signed note is to be had.
pub fn print_standing(call: &Call<'_>, record: Published, paper: &mut Paper) -> Result<(), Fault> {
    let tr = call.tr;
    let Some(standing) = standing(&call.context(), record)? else { return Ok(()) };
    paper.standing.push(words(call, &standing).into());
    let Some(anchor) = standing.anchor else { return Ok(()) };
    paper.standing.push(tr.journal_anchor(&*anchor.short).into());
    paper.standing.push(tr.journal_anchor_key(anchor.keys.join(" ")).into());
    paper.standing.extend(anchor.signatures.iter().map(|line| Words::from(line.as_str())));
    let href = paths::journal::checkpoint_of(anchor.size);
    let address = call.whole_address(&href).unwrap_or(href);
    paper.standing.push(tr.journal_anchor_where(address).into());
    Ok(())
}

/// A certificate of a draw, with the checkpoint beside once there is one.
pub fn certificate_file(
    call: &Call<'_>,
    record: Published,
    (name, certificate): (String, String),
) -> Outcome {
    let bytes = stand_certificate(&call.context(), record, certificate)?.into_bytes();
    Ok(Reply::File { media: "application/json", name, bytes })
}

/// The newest checkpoint, as a signed note.
pub(super) fn checkpoint(call: &Call<'_>) -> Outcome {
    note(last_checkpoint(&call.context())?)
}

/// The checkpoint of so many acts: what was printed stays to be had.
pub(super) fn checkpoint_of(call: &Call<'_>) -> Outcome {
    note(checkpoint_at(&call.context(), call.id("size")?)?)
}

fn note(signed: Option<SignedCheckpoint>) -> Outcome {
    let signed = signed.ok_or(AppError::NotFound)?;
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
    let proven = prove_unit(&call.context(), code, None, (call.asked("after")?.unwrap_or_default(), PROOFS))?;
    let lines: Vec<String> = proven.iter().map(|one| write_proof(one) + "\n").collect();
    let name = format!("proofs-{code}.jsonl");
    Ok(Reply::File { media: "application/jsonl", name, bytes: lines.concat().into_bytes() })
}
