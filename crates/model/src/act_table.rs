//! The form in which each domain declares its acts: a variant each, with its word and its content.

/// Declares the acts of a domain: a variant each, with its word and its content.
macro_rules! acts {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal {
            $($(#[$field_doc:meta])* $field:ident: $kind:ty,)*
        },)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        #[serde(untagged, rename_all_fields = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant { $($(#[$field_doc])* $field: $kind,)* },)* }

        impl $name {
            /// The words of its acts.
            pub const WORDS: &[&str] = &[$($word,)*];

            /// The word of the act.
            pub fn word(&self) -> &'static str {
                match *self { $(Self::$variant { .. } => $word,)* }
            }
        }
    };
}
pub(crate) use acts;
