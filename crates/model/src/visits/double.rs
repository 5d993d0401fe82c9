//! What is added to a visit and stands in its record already: it is asked about before it is kept twice.

use crate::{
    message::Message,
    text::Line,
    twice::same_words,
    visits::visit::{Addition, FromTier},
};

/// What stands in the record of a visit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Meetings: word of the kind, how many came, the tiers in words and counted.
    pub meetings: Vec<(String, i32, String, Vec<FromTier>)>,
    /// Interviews: the role of the person, and the key that tells persons apart.
    pub interviews: Vec<(String, String)>,
    /// What was left: word of the kind and what it says.
    pub items: Vec<(String, String)>,
}

/// What is added, as it would stand in the record. Of persons without a key the key is blank.
fn all_of(added: &Addition) -> Kept {
    let words = |words: Option<&Line>| words.map_or_else(String::new, |words| words.as_str().to_owned());
    Kept {
        meetings: added
            .meetings
            .iter()
            .map(|one| {
                (one.kind.key().to_owned(), one.participants, words(one.tiers.as_ref()), one.counted.clone())
            })
            .collect(),
        interviews: added
            .interviews
            .iter()
            .map(|one| (one.role.as_str().to_owned(), words(one.person.as_ref())))
            .collect(),
        items: added
            .items
            .iter()
            .map(|one| (one.left.kind().key().to_owned(), one.body.as_str().to_owned()))
            .collect(),
    }
}

/// Whether what is added may be kept beside what is there, and meetings beside those that are added with them. A meeting of the same kind with the same people, an interview with the
/// same person and an item in the same words are kept once more only where whoever adds them says that they are others. Of
/// persons without a key nobody can say that they are the same.
///
/// # Errors
/// `error-visit-twice`, with how many meetings, interviews and items are there already.
pub fn check_twice(added: &Addition, kept: &Kept, another: bool) -> Result<(), Message> {
    if another {
        return Ok(());
    }
    let all = all_of(added);
    let meetings = all.meetings.iter().enumerate().filter(|(place, new)| {
        let earlier = kept.meetings.iter().chain(all.meetings.iter().take(*place));
        earlier.into_iter().any(|(kind, people, told, counted)| {
            *kind == new.0 && *people == new.1 && *counted == new.3 && same_words(told, &new.2)
        })
    });
    // Whoever writes two talks with one person into one form says with it that there were two.
    let interviews = all.interviews.iter().filter(|new| {
        let same =
            |(role, key): &(String, String)| !key.is_empty() && *key == new.1 && same_words(role, &new.0);
        kept.interviews.iter().any(same)
    });
    // The same may be seen of two measures.
    let items = all
        .items
        .iter()
        .filter(|new| kept.items.iter().any(|(of, body)| *of == new.0 && same_words(body, &new.1)));
    let counts = [meetings.count(), interviews.count(), items.count()];
    if counts == [0; 3] {
        return Ok(());
    }
    let [meetings, interviews, items] = counts;
    let told = Message::new("error-visit-twice").with("meetings", meetings);
    Err(told.with("interviews", interviews).with("items", items))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        text::Prose,
        visits::visit::{Left, MeetingKind, NewInterview, NewItem, NewMeeting},
    };

    #[test]
    fn the_same_meeting_person_or_item_is_asked_about_and_another_one_is_not() {
        let counted = vec![FromTier { tier: Some(4), people: 9 }];
        let meeting =
            NewMeeting { kind: MeetingKind::Forum, participants: 9, counted: counted.clone(), tiers: None };
        let person = |key: Option<&str>| NewInterview {
            person: key.map(|key| Line::parse(key).unwrap()),
            role: Line::parse("villager").unwrap(),
            note: None,
        };
        let item =
            |body| NewItem { left: Left::Finding, body: Prose::parse(body).unwrap(), reply_due_on: None };
        let kept = Kept {
            meetings: vec![("forum".to_owned(), 9, String::new(), counted)],
            interviews: vec![
                ("villager".to_owned(), "a1".to_owned()),
                ("villager".to_owned(), " 7".to_owned()),
            ],
            items: vec![("finding".to_owned(), "the board is old".to_owned())],
        };
        let added = |meetings, interviews, items| Addition { meetings, interviews, items };
        let same = added(vec![meeting.clone()], vec![person(Some("a1"))], vec![item("The board is old.")]);
        assert_eq!(check_twice(&same, &kept, false).unwrap_err().key, "error-visit-twice");
        assert_eq!(check_twice(&same, &kept, true), Ok(()));
        let meeting_of = |people| NewMeeting { participants: people, ..meeting.clone() };
        let fuller = meeting_of(10);
        let others = added(vec![fuller], vec![person(None), person(Some("a2"))], vec![item("a new board")]);
        assert_eq!(check_twice(&others, &kept, false), Ok(()));
        // The same twice in one form is asked about as well.
        let twice = added(vec![meeting_of(20), meeting_of(20)], vec![person(None), person(None)], Vec::new());
        let asked = check_twice(&twice, &Kept::default(), false).unwrap_err();
        assert_eq!(asked.key, "error-visit-twice");
        assert_eq!(check_twice(&twice, &Kept::default(), true), Ok(()));
    }
}
