//! What goes with a list when it leaves its page: the page's own words, in the file and in its name.

use crate::{
    frame::{
        call::{Call, OF_THE_FRAME},
        fields::Fields,
    },
    look::Shell,
};

/// Bytes of a file's name, day and ending aside; file systems take 255.
const LONGEST: usize = 180;
/// Fields of an address that say where a list goes on or how it looks, not what it is.
const LOOKS: [&str; 4] = ["after", "before", "layout", "done"];
/// The field that names the day of which a list is.
const DAY: &str = "as_of";

/// The caption of a page as its files carry it.
pub(super) struct FileCaption {
    /// The title of the page.
    pub title: String,
    /// The sentence under it: unit, organiser, round, day; blank where the page has none.
    pub lede: String,
    /// All of it, each with its label: organisation, title, sentence, who sees it so, address, day.
    pub facts: Vec<(String, String)>,
    /// How the file is called, without its ending.
    pub name: String,
}

impl FileCaption {
    /// What is told beside title and sentence, line by line.
    pub(super) fn standing(&self) -> impl Iterator<Item = String> + '_ {
        let beside = self.facts.iter().filter(|(_, says)| *says != self.title && *says != self.lede);
        beside.map(|(is, says)| format!("{is}: {says}"))
    }
}

impl Call<'_> {
    /// The caption of a page, for its file named `name`.
    pub(super) fn caption_of_file(&self, shell: &Shell, name: &str) -> FileCaption {
        let (tr, title) = (self.tr, shell.title.clone());
        let lede = shell.lede.clone().unwrap_or_default();
        let reader = shell.who.as_ref().map(|who| format!("{} · {}", who.name, who.post));
        let told = [
            (tr.file_about_house(), shell.house.clone().unwrap_or_default()),
            (tr.file_about_title(), title.clone()),
            (tr.file_about_lede(), lede.clone()),
            (tr.file_about_reader(), reader.unwrap_or_default()),
            (tr.file_address(), self.address_of_list()),
            (tr.file_about_day(), tr.date_long(self.today)),
        ];
        let facts = told.into_iter().filter(|(_, says)| !says.is_empty());
        let facts = facts.map(|(is, says)| (is.into_owned(), says)).collect();
        FileCaption { title, lede, facts, name: self.name_of_file(name) }
    }

    /// Where the list can be read again: the whole address if the server knows where it is reached, else the path.
    fn address_of_list(&self) -> String {
        let asked = self.query.0.iter().filter(|(field, _)| !OF_THE_FRAME.contains(&field.as_str()));
        let asked = Fields(asked.cloned().collect());
        let here = if asked.0.is_empty() { self.path.to_owned() } else { self.here(&asked) };
        self.whole_address(&here).unwrap_or(here)
    }

    /// A name that tells what the file is: the parts of its address and what the query asks, the day last.
    fn name_of_file(&self, name: &str) -> String {
        let parts = self.parts.iter().map(|(_, value)| safe(value));
        let asked = self.query.0.iter().filter(|(field, value)| {
            let field = field.as_str();
            field != DAY && !value.is_empty() && !OF_THE_FRAME.contains(&field) && !LOOKS.contains(&field)
        });
        let asked = asked.map(|(field, value)| safe(&format!("{field}-{value}")));
        let told: Vec<_> = std::iter::once(name.to_owned()).chain(parts).chain(asked).collect();
        let mut told = told.join("-");
        while told.len() > LONGEST {
            told.pop();
        }
        let day = match safe(self.query.as_they_are().get(DAY)) {
            day if day.is_empty() => self.today.to_string(),
            day => day,
        };
        format!("{}-{day}", told.trim_end_matches('-'))
    }
}

/// The letters, digits, hyphens and dots of a word; anything else would be read by a shell or a file system.
fn safe(word: &str) -> String {
    let signs = word.chars().map(|sign| match sign {
        '-' | '.' => sign,
        sign if sign.is_alphanumeric() => sign,
        _ => '_',
    });
    signs.collect::<String>().trim_matches(['.', '_']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_file_s_name_has_safe_signs_only() {
        assert_eq!(safe("unit-5201"), "unit-5201");
        assert_eq!(safe("find-../../a b\"c"), "find-.._.._a_b_c");
        assert_eq!(safe("class-县"), "class-县");
        assert_eq!(safe("../.."), "");
    }
}
