//! Addresses of the journal.

use crate::frame::address::paths;

paths! {
    journal() = "/journal";
}
