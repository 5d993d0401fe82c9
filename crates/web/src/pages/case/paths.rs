//! Addresses of the case to carry.

use crate::frame::address::paths;

paths! {
    case() = "/case";
    offline() = "/case/offline";
    content() = "/case/content.json";
    standing() = "/case/standing";
    manifest() = "/case/manifest.webmanifest";
    icon(size: u32) = "/case/icons/{size}";
    worker() = "/service-worker.js";
}
