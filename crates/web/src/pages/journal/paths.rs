//! Addresses of the journal.

use crate::frame::address::paths;

paths! {
    journal() = "/journal";
    checkpoint() = "/journal/checkpoint";
    checkpoint_of(size: i64) = "/journal/checkpoint/{size}";
    tile(level: u8, first: &str) = "/journal/tile/{level}/{first}";
    tile_of_two(level: u8, first: &str, second: &str) = "/journal/tile/{level}/{first}/{second}";
    tile_of_three(level: u8, first: &str, second: &str, third: &str) = "/journal/tile/{level}/{first}/{second}/{third}";
    proofs(code: &str) = "/units/{code}/proofs";
}
