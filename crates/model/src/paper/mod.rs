//! Official papers as data: which kinds there are, and the layouts in which they are set.

mod kind;
pub mod layout;
pub mod length;
mod own;

pub use kind::PaperKind;
pub use layout::{Align, Face, LANDSCAPE, LAYOUTS, LETTER, Layout, OFFICIAL, Part, Style};
pub use length::{Nm, mm};
pub use own::{LayoutFault, OwnArea, OwnLayout, OwnPage, OwnStyle};
