//! What stands around every page: the request, the reply, forms and files, the state of the server.

pub mod address;
pub mod any_form;
pub(crate) mod ask;
pub(crate) mod asset;
pub mod call;
pub mod chosen;
pub(crate) mod drafts;
pub mod fields;
pub(crate) mod file;
mod file_caption;
pub mod forms;
pub(crate) mod guard;
pub(crate) mod headers;
pub mod knocks;
pub mod left;
pub(crate) mod moment;
pub(crate) mod packing;
pub(crate) mod paper;
pub(crate) mod publicity;
pub mod reply;
pub mod route;
pub mod sendings;
pub(crate) mod shell;
pub mod speech;
pub mod state;
pub mod upload;
pub mod worded;
