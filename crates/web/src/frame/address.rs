//! Addresses of the site: a function for each route, and what is asked for there.

use crate::frame::fields::Fields;
use std::fmt::Display;

/// Declares the addresses of a folder: a function for each path of its routes, whose arguments are the parts of the path.
macro_rules! paths {
    ($($name:ident($($part:ident: $kind:ty),*) = $pattern:literal;)*) => {
        $(
            #[doc = concat!("`", $pattern, "`")]
            pub fn $name($($part: $kind),*) -> String {
                format!($pattern)
            }
        )*

        /// Every function by its name, with the path of its routes.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $pattern)),*];
    };
}
pub(crate) use paths;

/// What is asked for at an address.
pub trait Asking {
    /// With one more field in its query.
    #[must_use]
    fn asking(self, name: &str, value: impl Display) -> String;

    /// With these fields as its query.
    #[must_use]
    fn asking_all(self, fields: &Fields) -> String;
}

impl Asking for String {
    fn asking(self, name: &str, value: impl Display) -> String {
        let mark = if self.contains('?') { '&' } else { '?' };
        let field = Fields(vec![(name.to_owned(), value.to_string())]).encoded();
        format!("{self}{mark}{field}")
    }

    fn asking_all(self, fields: &Fields) -> String {
        format!("{self}?{}", fields.encoded())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_can_not_break_out_of_its_field() {
        let plain = "/plans".to_owned().asking("round", 3).asking("unit", "5201");
        assert_eq!(plain, "/plans?round=3&unit=5201");
        assert_eq!("/plans".to_owned().asking("unit", "a&b=#c"), "/plans?unit=a%26b%3D%23c");
    }
}
