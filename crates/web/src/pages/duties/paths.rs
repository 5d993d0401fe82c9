//! Addresses of duties, posts and charges.

use crate::frame::address::paths;
use earnest_model::id::PostId;

paths! {
    duties(code: &str) = "/units/{code}/duties";
    posts(code: &str) = "/units/{code}/posts";
    post_tie() = "/posts/account";
    post_end() = "/posts/end";
    duty_end() = "/duties/end";
    spread(code: &str) = "/units/{code}/duties/spread";
    cascade() = "/cascade";
    cascade_units() = "/cascade/units";
    contacts() = "/leaders";
    leader(id: PostId) = "/leaders/{id}";
    charge_give(id: PostId) = "/leaders/{id}/charges";
    charge_end(id: PostId) = "/leaders/{id}/charges/end";
}
