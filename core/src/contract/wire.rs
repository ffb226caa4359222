//! Closed sets of words that cross the wire: one list makes the type, its spelling and its parser.

/// A closed set of words, for code that reads any of them.
pub trait WireEnum: Copy + 'static {
    /// Every value.
    fn all() -> &'static [Self];
    /// The spelling in JSON.
    fn as_str(self) -> &'static str;
    /// The value with this spelling.
    fn from_wire(text: &str) -> Option<Self>;
}

/// Where a word stands in a list.
#[cfg_attr(draftgate_small, inline(never))]
pub(crate) fn place(words: &[&str], text: &str) -> Option<usize> {
    words.iter().position(|word| *word == text)
}

/// Where the word that is read stands in a list, or behind its end.
#[cfg_attr(draftgate_small, inline(never))]
pub(crate) fn read_place<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
    words: &[&str],
) -> Result<usize, D::Error> {
    let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
    Ok(place(words, &text).unwrap_or(words.len()))
}

/// Declares an enum whose variants are written as the given strings in JSON.
///
/// Generates `ALL`, `as_str`, `from_wire`, `expected` (the list for error messages), `Display` and serde
/// serialisation, so that a spelling stands in one place.
macro_rules! wire_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(clippy::enum_variant_names, reason = "variants are named after the words of the wire")]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The spelling in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The value with this spelling.
            pub fn from_wire(text: &str) -> Option<$name> {
                let place = $crate::contract::wire::place(&[$($text,)+], text)?;
                $name::ALL.get(place).copied()
            }
        }

        impl $crate::contract::wire::WireEnum for $name {
            fn all() -> &'static [$name] {
                $name::ALL
            }
            fn as_str(self) -> &'static str {
                self.as_str()
            }
            fn from_wire(text: &str) -> Option<$name> {
                $name::from_wire(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let place = $crate::contract::wire::read_place(deserializer, &[$($text,)+])?;
                $name::ALL.get(place).copied().ok_or_else(|| serde::de::Error::custom("unknown word"))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool { true }
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($text,)+] })
            }
        }
    };
}
pub(crate) use wire_enum;
