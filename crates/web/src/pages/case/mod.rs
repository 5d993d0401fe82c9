//! A case to carry: what somebody who goes out keeps on a device and works on without a net. Its pages are read
//! where it goes out (`crate::case_content`), each under its own permits.

mod content;
mod device;
mod leaves;
pub mod paths;
mod show;
mod standing;
mod words;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/case", Need::May(ActionKind::ReadDesk), show::case),
    get("/case/content.json", Need::May(ActionKind::ReadDesk), content::content),
    get("/case/offline", Need::Public, show::offline),
    get("/case/standing", Need::Public, standing::standing),
    get("/case/manifest.webmanifest", Need::Public, device::manifest),
    get("/case/icons/{size}", Need::Public, device::icon),
    get("/service-worker.js", Need::Public, device::worker),
];
