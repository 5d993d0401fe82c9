//! Addresses of draws and call-ups.

use crate::frame::address::paths;
use earnest_model::id::{DrawId, LotId, SpotCheckId};

paths! {
    draws() = "/draws";
    draw(id: DrawId) = "/draws/{id}";
    seed(id: DrawId) = "/draws/{id}/seed";
    void(id: DrawId) = "/draws/{id}/void";
    certificate(id: DrawId) = "/draws/{id}/certificate.json";
    frame(id: DrawId) = "/draws/{id}/frame.csv";
    excluded(id: DrawId) = "/draws/{id}/excluded.csv";
    assessors_lot(id: DrawId, lot: LotId) = "/draws/{id}/assessors/{lot}";
    replace(id: DrawId) = "/draws/{id}/replace";
    call_up_send(id: DrawId) = "/draws/{id}/call-up";
    assessors(id: DrawId) = "/draws/{id}/assessors";
    call_up(id: SpotCheckId) = "/call-ups/{id}";
}
