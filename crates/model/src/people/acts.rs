//! Acts with accounts, posts and passwords.

use crate::act_table::acts;
use jiff::civil::Date;

acts! {
    /// What is done with accounts, posts and passwords.
    PeopleAct {
        /// An account was opened with its first role.
        AccountOpened = "account-opened" {
            /// The login.
            login: String,
            /// The word of the role.
            role: &'static str,
        },
        /// An account was given one more role.
        RoleGiven = "role-given" {
            /// The word of the role.
            role: &'static str,
            /// First day.
            first_day: Date,
            /// Last day, if it has one.
            last_day: Option<Date>,
        },
        /// A role of an account was given its last day.
        RoleEnded = "role-ended" {
            /// The word of the role.
            role: &'static str,
            /// Last day.
            last_day: Date,
        },
        /// The title that others see of an account was corrected.
        TitleCorrected = "title-corrected" {
            /// The title.
            title: String,
        },
        /// The login of an account was corrected.
        LoginCorrected = "login-corrected" {
            /// The login.
            login: String,
            /// The one before.
            before: String,
        },
        /// An account was turned off.
        AccountOff = "account-off" {
            /// Always true.
            turned_off: bool,
            /// Always false.
            turned_on: bool,
        },
        /// An account was turned on.
        AccountOn = "account-on" {
            /// Always false.
            turned_off: bool,
            /// Always true.
            turned_on: bool,
        },
        /// Whoever is to use an account was invited.
        Invited = "invited" {
            /// Always true.
            invited: bool,
        },
        /// Whoever was invited set a password.
        InvitationAccepted = "invitation-accepted" {},
        /// Somebody changed their own password.
        PasswordChanged = "password-changed" {},
        /// A post of a unit was registered.
        PostRegistered = "post-registered" {
            /// The word of the kind.
            kind: &'static str,
            /// Its title.
            title: String,
            /// First day.
            first_day: Date,
            /// Last day, if it has one.
            last_day: Option<Date>,
        },
        /// It was said with which account the holder of a post signs in.
        PostTied = "post-tied" {
            /// The title of the post.
            title: String,
            /// The title of the account.
            signs_in: String,
        },
        /// The holder of a post signs in with no account any more.
        PostUntied = "post-untied" {
            /// The title of the post.
            title: String,
        },
        /// A post of a unit was given its last day.
        PostEnded = "post-ended" {
            /// Last day.
            last_day: Date,
        },
    }
}
