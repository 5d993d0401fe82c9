//! Addresses of units.

use crate::frame::address::paths;
use earnest_model::id::DutyId;

paths! {
    unit(code: &str) = "/units/{code}";
    duty_acknowledge(id: DutyId) = "/duties/{id}/acknowledge";
}
