//! What makes the case a program of its own on a device: its manifest, its icons, and the worker that shows it without a net.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, Reply},
    },
    look::{ICON_SIZES, icon_path, icon_png, worker_script},
    pages::paths,
};
use axum::http::StatusCode;
use earnest_app::AppError;
use serde_json::json;

pub(super) fn manifest(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let house = call.known.organisation.name.as_ref().map_or("Earnest", |name| name.as_str());
    let drawn = ICON_SIZES.iter().map(|size| {
        json!({ "src": paths::case::icon(*size), "sizes": format!("{size}x{size}"), "type": "image/png" })
    });
    let mut icons: Vec<_> = drawn.collect();
    icons.push(json!({ "src": icon_path(), "sizes": "any", "type": "image/svg+xml" }));
    let manifest = json!({
        "name": format!("{house} · {}", tr.carry_title()),
        "short_name": tr.carry_title(),
        "lang": call.lang.tag(),
        "id": paths::case::case(),
        "start_url": paths::case::case(),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f2ea",
        "theme_color": "#a8322a",
        "icons": icons,
    });
    Ok(Reply::Json(StatusCode::OK, "application/manifest+json", manifest.to_string()))
}

pub(super) fn icon(call: &Call<'_>) -> Outcome {
    let size: u32 = call.id("size")?;
    if !ICON_SIZES.contains(&size) {
        return Err(AppError::NotFound.into());
    }
    Ok(Reply::File { media: "image/png", name: format!("earnest-{size}.png"), bytes: icon_png(size) })
}

/// The worker: it keeps the page of the case and the files of the look, and nothing of the register.
pub(super) fn worker(_: &Call<'_>) -> Outcome {
    let text = worker_script(&paths::case::case(), &paths::case::offline());
    Ok(Reply::Json(StatusCode::OK, "text/javascript; charset=utf-8", text))
}
