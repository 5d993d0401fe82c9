//! Addresses of the desk: notices, jobs, drafts, search.

use crate::frame::address::paths;

paths! {
    desk() = "/desk";
    taking() = "/desk/taking";
    drafts() = "/drafts";
    kept_drop(token: &str) = "/kept/{token}/drop";
    jobs() = "/jobs";
    job_again(id: i64) = "/jobs/{id}/again";
    notices() = "/notices";
    notices_read() = "/notices/read";
    search() = "/search";
    named() = "/search/units";
}
