//! The look: what every page shares. Good paper, not a control room.
//!
//! A page's template begins with `{% extends "look/base.html" %}`, its struct has a field `shell:` [`Shell`], and its
//! content is the block `content`. What is made of data is a type here and shows itself where it stands (`{{ state }}`);
//! what wraps other markup is a macro of `look/components.html`. `docs/look.md` shows both, the example `gallery` all.

mod arrange;
mod bar;
mod caption;
mod cell;
mod counted;
mod field;
mod figures;
mod files;
mod icon_png;
mod markdown;
pub(crate) mod markdown_blocks;
mod nav;
mod notice;
mod paging;
pub mod picture;
mod shell;
mod spoken;
mod state;
mod style;
mod table;
mod timeline;

pub(crate) use arrange::{Arrange, Arranged};
pub use bar::Bar;
pub use caption::{Named, caption};
pub use cell::Cell;
pub use counted::{Amount, Counted};
pub use field::{Choice, Control, ErrorSummary, Field, none_chosen};
pub use figures::{Figure, Figures};
pub use files::{FileLine, FileList};
pub use icon_png::{ICON_SIZES, icon_png};
pub use markdown::{Markdown, escaped};
pub use nav::Nav;
pub use notice::{Notice, Tone};
pub use paging::Paging;
pub use shell::{Crumb, DraftMark, Imprint, Shell, Who};
pub use spoken::Spoken;
pub use state::{Legend, Sign, State};
pub use style::{
    ASSETS, Asset, CONTENT_SECURITY_POLICY, carry_script_path, case_script_path, choose_script_path,
    icon_path, worker_script,
};
pub use table::{Column, Row, Table};
pub use timeline::{Happening, Timeline};

/// Shows a type through a template of `parts/`; its text is escaped there, once.
macro_rules! shows_itself {
    ($($part:ty),*) => {$(impl askama::filters::HtmlSafe for $part {})*};
}
shows_itself!(Bar, ErrorSummary, Field, Figures, FileList, Legend, Notice, Paging, State, Table, Timeline);
shows_itself!(picture::Bars, picture::Columns, picture::Icicle, picture::Lines);
