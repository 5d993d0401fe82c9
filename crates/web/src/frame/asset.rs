//! Files of the look.

use crate::{edge::Template, frame::packing, look::Asset};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Response, StatusCode, header},
};
use std::sync::Arc;

/// A file that never changes under its address.
pub async fn asset(asset: &'static Asset, request: Request) -> Response<Body> {
    if let Some(template) = request.extensions().get::<Arc<Template>>() {
        template.is("asset");
    }
    let asked = request.headers();
    let mut response = if packing::matches(asked, &asset.tag) {
        let mut known = Response::new(Body::empty());
        *known.status_mut() = StatusCode::NOT_MODIFIED;
        known
    } else if packing::takes_gzip(asked) && !asset.packed.is_empty() {
        let mut packed = Response::new(Body::from(asset.packed.as_slice()));
        packed.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        packed
    } else {
        Response::new(Body::from(asset.body))
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&asset.tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}
