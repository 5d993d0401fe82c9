//! Enums whose values are words: in the register, in addresses and as keys of `locales/`.

/// Declares an enum of words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $error:literal { $($(#[$vdoc:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];
            /// The word in the register and in `locales/`.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }
            /// The words of those of which something holds: what a query asks for.
            pub fn keys_where(holds: impl Fn(Self) -> bool) -> Vec<&'static str> {
                Self::ALL.iter().copied().filter(|one| holds(*one)).map(Self::key).collect()
            }
            /// Reads the word.
            pub fn parse(text: &str) -> Result<Self, $crate::message::Message> {
                Self::ALL.iter().copied().find(|one| one.key() == text.trim())
                    .ok_or_else(|| $crate::message::Message::new($error).with("text", text))
            }
        }
    };
}
pub(crate) use words;
