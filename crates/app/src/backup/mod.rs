//! The whole register with its attached files as one stream of lines, alike for both engines: for backups, for restoring
//! them, and for taking a register from one engine to the other. The lines are described in `docs/backup.md`.

pub mod backup_make;
pub mod backup_restore;
mod fault;
mod lines;

pub use fault::BackupFault;
pub use lines::{End, Files as FilesAre, Head, Line, read_head, read_line};
