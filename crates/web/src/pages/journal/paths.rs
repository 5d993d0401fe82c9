//! Addresses of the journal.

use crate::frame::address::paths;

paths! {
    journal() = "/journal";
    checkpoint() = "/journal/checkpoint";
    proofs(code: &str) = "/units/{code}/proofs";
}
