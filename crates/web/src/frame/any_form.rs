//! Reads a form that brings no files.

use crate::frame::{
    fields::Fields,
    reply::Fault,
    upload::{self, FORM_LIMIT},
};
use axum::{
    body::{Body, to_bytes},
    http::HeaderMap,
};

/// The fields of a form that brings no files, however it is packed: as one text the parts of a form with files would be the
/// name of a field, and a password among them would stand on the page that tells what happened to the words.
pub async fn any_form(headers: &HeaderMap, body: Body) -> Result<Fields, Fault> {
    let body = to_bytes(body, FORM_LIMIT).await.map_err(|_| Fault::TooLarge)?;
    match upload::boundary(headers) {
        Some(boundary) => {
            let read = upload::read(Body::from(body), boundary, false).await;
            Ok(read.map_err(|_| Fault::Unreadable)?.0)
        }
        None => Ok(Fields::parse(&body)),
    }
}
