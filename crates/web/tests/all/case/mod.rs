//! A case to carry, over HTTP and in a browser whose server goes away.

mod arrival;
pub mod content;
mod keyboard_browser;
mod road_browser;
