//! Writes the Rust of the catalogue.

use std::fmt::Write as _;

use super::catalogue::{Catalogue, Entered, Source};

/// The file that `lib.rs` includes: the list of messages, a method each.
pub fn code(catalogue: &Catalogue) -> String {
    let mut out = String::new();
    list(&mut out, catalogue);
    out.push_str("/// One method per message.\nimpl Tr {\n");
    for (key, entered) in &catalogue.messages {
        method(&mut out, key, entered);
    }
    out.push_str("}\n");
    out
}

/// The file that `bundle.rs` includes: the sources.
pub fn embedded(sources: &[Source]) -> String {
    let mut out = String::from(
        "/// Language tag and text of every Fluent file.\nstatic SOURCES: &[(&str, &str)] = &[\n",
    );
    for source in sources {
        let _ = writeln!(out, "    ({:?}, include_str!({:?})),", source.lang, source.path);
    }
    out.push_str("];\n");
    out
}

fn list(out: &mut String, catalogue: &Catalogue) {
    out.push_str(
        "/// Every message, in alphabetical order of its key.\npub static MESSAGES: &[Message] = &[\n",
    );
    for (key, entered) in &catalogue.messages {
        let variables: Vec<&String> = entered.variables.iter().collect();
        let _ = writeln!(
            out,
            "    Message {{ key: {key:?}, domain: {:?}, method: {:?}, variables: &{variables:?} }},",
            entered.domain,
            key.replace('-', "_"),
        );
    }
    out.push_str("];\n/// Every key, in alphabetical order.\npub static KEYS: &[&str] = &[\n");
    for key in catalogue.messages.keys() {
        let _ = writeln!(out, "    {key:?},");
    }
    out.push_str(
        "];\n/// Every term with the forms that it has in English, in alphabetical order.\n\
         pub static TERMS: &[(&str, &[&str])] = &[\n",
    );
    for (key, forms) in &catalogue.terms {
        let _ = writeln!(out, "    ({key:?}, &{forms:?}),");
    }
    out.push_str("];\n");
}

fn method(out: &mut String, key: &str, entered: &Entered) {
    let wording = entered.wording.replace('`', "'").replace('\n', " ");
    let doc = format!("`{key}` ({}.ftl): `{wording}`", entered.domain);
    let name = key.replace('-', "_");
    let _ = writeln!(out, "    #[doc = {doc:?}]\n    #[must_use]");
    if entered.variables.is_empty() {
        let _ = writeln!(out, "    pub fn {name}(self) -> Cow<'static, str> {{ self.plain({key:?}) }}");
        return;
    }
    let takes = entered.variables.iter().fold(String::new(), |mut takes, variable| {
        let _ = write!(takes, ", {}: impl Into<Arg>", argument(variable));
        takes
    });
    let gives = entered.variables.iter().fold(String::new(), |mut gives, variable| {
        let _ = write!(gives, "({variable:?}, {}.into()), ", argument(variable));
        gives
    });
    if entered.variables.len() > 5 {
        out.push_str("    #[expect(clippy::too_many_arguments, reason = \"one argument per variable\")]\n");
    }
    let _ = writeln!(out, "    pub fn {name}(self{takes}) -> String {{ self.filled({key:?}, [{gives}]) }}");
}

/// A variable may be called `type`; a raw identifier lets Rust have it too.
fn argument(variable: &str) -> String {
    format!("r#{}", variable.replace('-', "_"))
}
