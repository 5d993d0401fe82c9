//! Addresses of units.

use crate::frame::address::paths;
use earnest_model::id::{DutyId, PackId};

paths! {
    unit(code: &str) = "/units/{code}";
    organisation() = "/organisation";
    unit_change() = "/organisation/change";
    unit_change_undo() = "/organisation/change/undo";
    packs() = "/packs";
    pack_new() = "/packs/new";
    pack(id: PackId) = "/packs/{id}";
    pack_use(id: PackId) = "/packs/{id}/use";
    pack_file(id: PackId) = "/packs/{id}/file.zip";
    duty_acknowledge(id: DutyId) = "/duties/{id}/acknowledge";
}
