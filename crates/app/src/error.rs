//! Why a use case did not do what was asked.

use earnest_model::{
    message::{FieldErrors, Message},
    pack::PackFaults,
    people::roll::RollFault,
    permit::Denied,
    units::unit::ImportFault,
};
use earnest_store::StoreError;

/// The result of a use case.
pub type Result<T> = std::result::Result<T, AppError>;

/// The place of files failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the files' folder failed: {0}")]
pub struct FilesFault(pub String);

/// Why a use case did nothing. Nothing is ever half done.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No such record, or none that the actor may know of.
    #[error("no such record")]
    NotFound,
    /// Fields of a form are wrong; all of them are told.
    #[error("the form has faults")]
    Form(FieldErrors),
    /// The state of things does not allow it now.
    #[error("refused: {0}")]
    Refused(Message),
    /// Others changed what was to be written over, or what is shown with it, after it was seen: the places of their acts in
    /// the journal.
    #[error("others wrote the same records meanwhile")]
    Overtaken(Vec<i64>),
    /// What stood on the page of whoever signs or decides is not what stands there now.
    #[error("the words on the page are others now")]
    Changed,
    /// A file of units has faults; all of them are told.
    #[error("the file has {} faults", .0.len())]
    Import(Vec<ImportFault>),
    /// A file of people has faults; all of them are told.
    #[error("the file has {} faults", .0.len())]
    Roll(Vec<RollFault>),
    /// A pack has faults; all of them are told.
    #[error("{0}")]
    Pack(PackFaults),
    /// The register failed.
    #[error(transparent)]
    Store(StoreError),
    /// The place of files failed.
    #[error(transparent)]
    Files(#[from] FilesFault),
}

impl AppError {
    /// A form of which one field is wrong.
    pub fn field(name: &str, message: Message) -> Self {
        let mut errors = FieldErrors::new();
        errors.add(name, message);
        Self::Form(errors)
    }

    /// A refusal without arguments.
    pub fn refused(key: &'static str) -> Self {
        Self::Refused(Message::new(key))
    }
}

impl From<StoreError> for AppError {
    fn from(fault: StoreError) -> Self {
        match fault {
            StoreError::NotFound => Self::NotFound,
            StoreError::Overtaken(acts) => Self::Overtaken(acts),
            other => Self::Store(other),
        }
    }
}

impl From<Message> for AppError {
    fn from(message: Message) -> Self {
        Self::Refused(message)
    }
}
