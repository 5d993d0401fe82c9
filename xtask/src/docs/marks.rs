//! Finding a generated part in a document and putting a new one in its place.

/// The document with the part `name` replaced; `None` if its marks are not both there, in this order.
pub fn replace(document: &str, name: &str, part: &str) -> Option<String> {
    let opening = format!("<!-- generated:{name} -->");
    let closing = format!("<!-- /generated:{name} -->");
    let (head, rest) = document.split_once(&opening)?;
    let (_, tail) = rest.split_once(&closing)?;
    Some(format!("{head}{opening}\n{}\n{closing}{tail}", part.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let document = "a\n<!-- generated:x -->\nold\n<!-- /generated:x -->\nb\n";
        let after = replace(document, "x", "new\n").unwrap();
        assert_eq!(after, "a\n<!-- generated:x -->\nnew\n<!-- /generated:x -->\nb\n");
        assert_eq!(replace(&after, "x", "new\n").unwrap(), after);
    }

    #[test]
    fn without_both_marks_nothing_is_replaced() {
        assert_eq!(replace("<!-- generated:x -->", "x", "new"), None);
        assert_eq!(replace("<!-- generated:y --><!-- /generated:y -->", "x", "new"), None);
    }
}
