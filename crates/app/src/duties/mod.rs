//! Duties, how they pass down tier by tier, and who answers for which units.

pub mod cascade_show;
pub mod charge_give;
pub mod charge_show;
pub mod contacts_show;
pub mod duties_lay;
pub mod duties_show;
pub mod duties_spread;
pub mod duty_acknowledge;
pub mod duty_lay;
pub(crate) mod laying;
pub mod own_posts;
pub mod post_account;
