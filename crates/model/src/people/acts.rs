//! Acts with accounts, posts and passwords.

use crate::act::acts;

acts! {
    /// What is done with accounts, posts and passwords.
    PeopleAct {
    }
}
