//! Forms with files: `multipart/form-data`, read within limits, its texts as any form's fields.

pub use crate::edge::FORM_LIMIT;
use crate::frame::fields::Fields;
use axum::{
    body::Body,
    http::{HeaderMap, header},
};
use earnest_app::ledger::attachments::attachment_add::NewFile;
use earnest_model::{
    ledger::attachments::attachment::{MOST_AT_ONCE, MOST_BYTES},
    message::Message,
    pack::LARGEST,
};
use earnest_papers::{is_archive, unpacked};
use multer::{Constraints, Field, Multipart, SizeLimit, parse_boundary};

/// The most bytes of a form with files: as many files as a form may bring, and its texts.
pub const UPLOAD_LIMIT: usize = MOST_AT_ONCE * MOST_BYTES + TEXT_LIMIT;
/// The most bytes of its texts: as many as a table may have that is pasted in the place of a file.
pub const TEXT_LIMIT: usize = 8 << 20;

/// A file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The form's field.
    pub field: String,
    /// What the file is called there.
    pub name: String,
    /// Its bytes; of one that is too large, none.
    pub bytes: Vec<u8>,
    /// Whether it is larger than a file may be.
    pub too_large: bool,
}

impl Upload {
    /// As use cases take it.
    pub fn as_new(&self) -> NewFile<'_> {
        NewFile { name: &self.name, bytes: &self.bytes, too_large: self.too_large }
    }
}

/// The boundary of a form with files; `None` if it is another kind of form.
pub fn boundary(headers: &HeaderMap) -> Option<String> {
    parse_boundary(headers.get(header::CONTENT_TYPE)?.to_str().ok()?).ok()
}

/// The one text that may be as large as a file: rows that were pasted. Its page tells that they are too many.
const TOLD: &str = "rows";

/// Reads the form: its texts and its files, or of these only the names unless it is `whole`. A file that was not chosen
/// is left out.
///
/// # Errors
/// The form is broken, or larger than [`UPLOAD_LIMIT`], or its texts larger than [`TEXT_LIMIT`].
pub async fn read(body: Body, boundary: String, whole: bool) -> Result<(Fields, Vec<Upload>), multer::Error> {
    let limit = SizeLimit::new().whole_stream(u64::try_from(UPLOAD_LIMIT).unwrap_or(u64::MAX));
    let constraints = Constraints::new().size_limit(limit);
    let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let (mut fields, mut files, mut left) = (Vec::new(), Vec::new(), TEXT_LIMIT);
    while let Some(mut field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(called) => {
                // More files than a form may bring are refused; until then they are counted and not kept.
                let most = if whole && files.len() < MOST_AT_ONCE { MOST_BYTES } else { 0 };
                let (bytes, too_large) = take(&mut field, most).await?;
                if !called.is_empty() || !bytes.is_empty() || too_large {
                    files.push(Upload { field: name, name: called, bytes, too_large });
                }
            }
            None => {
                let (bytes, too_large) = take(&mut field, left).await?;
                if too_large && name != TOLD {
                    return Err(multer::Error::FieldSizeExceeded {
                        limit: left as u64,
                        field_name: Some(name),
                    });
                }
                if too_large {
                    // Told on the page by whoever reads the field, as of a file.
                    files.push(Upload { field: name, name: String::new(), bytes, too_large });
                    continue;
                }
                left -= bytes.len();
                fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    Ok((Fields(fields), files))
}

/// The bytes of a field; of one that is longer than `limit`, none, and that it is.
async fn take(field: &mut Field<'_>, limit: usize) -> Result<(Vec<u8>, bool), multer::Error> {
    let (mut bytes, mut too_large) = (Vec::new(), false);
    while let Some(chunk) = field.chunk().await? {
        too_large = too_large || bytes.len() + chunk.len() > limit;
        if too_large {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((bytes, too_large))
}

/// The files of a pack by name and bytes: one that is packed, or the texts themselves.
///
/// # Errors
/// There is none, one is too large, or an archive can't be read.
pub fn of_pack<'f>(files: impl IntoIterator<Item = &'f Upload>) -> Result<Vec<(String, Vec<u8>)>, Message> {
    let broken = |why: String| Message::new("error-pack-archive").with("why", why);
    let mut all = Vec::new();
    for file in files {
        if file.too_large {
            return Err(broken(file.name.clone()));
        }
        if is_archive(&file.bytes) {
            let wanted = |name: &str| name.ends_with(".toml") && !name.contains("demo/");
            let within = unpacked(&file.bytes, LARGEST + 1, wanted);
            all.extend(within.map_err(|fault| broken(fault.to_string()))?);
        } else {
            all.push((file.name.clone(), file.bytes.clone()));
        }
    }
    if all.is_empty() { Err(Message::new("error-pack-no-file")) } else { Ok(all) }
}
