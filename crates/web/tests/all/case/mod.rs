//! A case to carry, over HTTP and in a browser whose server goes away.

mod arrival;
mod content;
mod keyboard_browser;
mod road_browser;
