//! Which actions open which records. A reader's bound names its table, so that no permit of whatever action opens it;
//! nobody outside can add a line, since neither the trait nor the action is theirs.

/// Declares which actions open a kind of record.
macro_rules! opens {
    ($(#[$doc:meta])* $name:ident: $($action:ident),+ $(,)?) => {
        $(#[$doc])*
        pub trait $name: earnest_model::action::Action {}
        $(impl $name for earnest_model::action::$action {})+
    };
}
pub(crate) use opens;
