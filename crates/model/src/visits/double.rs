//! What is added to a visit and stands in its record already: it is asked about before it is kept twice.

use crate::{
    message::Message,
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

/// Whether what is added may be kept beside what is there. A meeting of the same kind with the same people, an interview with the
/// same person and an item in the same words are kept once more only where whoever adds them says that they are others. Of
/// persons without a key nobody can say that they are the same.
///
/// # Errors
/// `error-visit-twice`, with how many meetings, interviews and items are there already.
pub fn check_twice(added: &Addition, kept: &Kept, another: bool) -> Result<(), Message> {
    if another {
        return Ok(());
    }
    let meetings = added.meetings.iter().filter(|new| {
        let words = new.tiers.as_ref().map_or("", |words| words.as_str());
        kept.meetings.iter().any(|(kind, people, told, counted)| {
            kind == new.kind.key()
                && *people == new.participants
                && *counted == new.counted
                && same_words(told, words)
        })
    });
    let interviews = added.interviews.iter().filter(|new| {
        let person = new.person.as_ref().map(|person| person.as_str());
        kept.interviews.iter().any(|(role, key)| person == Some(key) && same_words(role, new.role.as_str()))
    });
    let items = added.items.iter().filter(|new| {
        let kind = new.left.kind().key();
        kept.items.iter().any(|(of, body)| of == kind && same_words(body, new.body.as_str()))
    });
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
        text::{Line, Prose},
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
        let fuller = NewMeeting { participants: 10, ..meeting };
        let others = added(vec![fuller], vec![person(None), person(Some("a2"))], vec![item("a new board")]);
        assert_eq!(check_twice(&others, &kept, false), Ok(()));
    }
}
