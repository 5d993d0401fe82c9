//! The library of cases: examples to follow and warnings, with source and audience. Of a sensitive case nobody outside its
//! audience learns title, source or text.

use crate::{
    actor::Role,
    id::CaseId,
    message::{FieldErrors, Message},
    narrative::{Narrative, Piece},
    sessions::seminar::CaseKind,
    text::Line,
    units::unit::Tier,
};

/// For whom a sensitive case is: who holds one of the roles at one of the tiers. An empty list limits nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    /// Tiers of the units at which a role is held.
    pub tiers: Vec<Tier>,
    /// Roles.
    pub roles: Vec<Role>,
}

/// Under which roles, at which tiers, somebody reads cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseSight(Vec<(Role, Tier)>);

impl CaseSight {
    /// The sight of somebody who holds these roles at units of these tiers.
    pub fn new(held: Vec<(Role, Tier)>) -> Self {
        Self(held)
    }

    /// Whether somebody stands in an audience: by one and the same post.
    pub fn is_in(&self, audience: &Audience) -> bool {
        self.0.iter().any(|(role, tier)| {
            (audience.roles.is_empty() || audience.roles.contains(role))
                && (audience.tiers.is_empty() || audience.tiers.contains(tier))
        })
    }
}

/// A case as it is kept. What it says is reached through [`Case::seen`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    id: CaseId,
    kind: CaseKind,
    sensitive: bool,
    audience: Audience,
    text: CaseText,
}

/// What a case says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseText {
    /// Its title.
    pub title: Line,
    /// Where it comes from.
    pub source: Line,
    /// What is told; its numbers are told, too.
    pub body: Narrative,
}

impl CaseText {
    /// The story piece by piece.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        self.body.pieces()
    }
}

impl Case {
    /// A case as the register keeps it.
    pub fn kept(id: CaseId, kind: CaseKind, sensitive: bool, audience: Audience, text: CaseText) -> Self {
        Self { id, kind, sensitive, audience, text }
    }

    /// Its key.
    pub fn id(&self) -> CaseId {
        self.id
    }

    /// Whether it is an example or a warning.
    pub fn kind(&self) -> CaseKind {
        self.kind
    }

    /// Whether it is limited to its audience.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// Its audience.
    pub fn audience(&self) -> &Audience {
        &self.audience
    }

    /// What it says, to whoever may read it; of a sensitive case nothing to anybody outside its audience.
    pub fn seen(&self, sight: &CaseSight) -> Option<&CaseText> {
        (!self.sensitive || sight.is_in(&self.audience)).then_some(&self.text)
    }
}

/// A case to be put into the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCase {
    /// Example or warning.
    pub kind: CaseKind,
    /// What it says.
    pub text: CaseText,
    /// Whether it is limited to its audience.
    pub sensitive: bool,
    /// The audience.
    pub audience: Audience,
}

/// A case as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct CaseForm<'a> {
    /// Kind.
    pub kind: &'a str,
    /// Title.
    pub title: &'a str,
    /// Source.
    pub source: &'a str,
    /// What is told.
    pub body: &'a str,
    /// Whether it is limited.
    pub sensitive: bool,
    /// Words of the tiers.
    pub tiers: Vec<Tier>,
    /// Words of the roles.
    pub roles: Vec<&'a str>,
}

/// Reads a case. A limited one says for whom.
pub fn parse_case(form: &CaseForm<'_>) -> Result<NewCase, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", CaseKind::parse(form.kind));
    let title = errors.take("title", Line::parse(form.title));
    let source = errors.take("source", Line::parse(form.source));
    let body = errors.take("body", Narrative::parse(form.body));
    let roles: Vec<Role> =
        form.roles.iter().filter_map(|role| errors.take("roles", Role::parse(role))).collect();
    let audience =
        if form.sensitive { Audience { tiers: form.tiers.clone(), roles } } else { Audience::default() };
    if form.sensitive && audience == Audience::default() {
        errors.add("roles", Message::new("error-case-audience"));
    }
    match (kind, title, source, body) {
        (Some(kind), Some(title), Some(source), Some(body)) if errors.is_empty() => {
            Ok(NewCase { kind, text: CaseText { title, source, body }, sensitive: form.sensitive, audience })
        }
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form() -> CaseForm<'static> {
        CaseForm {
            kind: "negative",
            title: "a book of confessions",
            source: "the discipline body",
            body: "a former colleague",
            sensitive: true,
            tiers: vec![Tier(1)],
            roles: vec!["unit-head"],
        }
    }

    fn case() -> Case {
        let new = parse_case(&form()).unwrap();
        Case::kept(CaseId(1), new.kind, new.sensitive, new.audience, new.text)
    }

    #[test]
    fn a_limited_case_says_for_whom_and_an_open_one_is_for_all() {
        let nobody = CaseForm { tiers: Vec::new(), roles: Vec::new(), ..form() };
        assert_eq!(parse_case(&nobody).unwrap_err().at("roles").unwrap().key, "error-case-audience");
        let open = parse_case(&CaseForm { sensitive: false, ..form() }).unwrap();
        let open = Case::kept(CaseId(2), open.kind, open.sensitive, open.audience, open.text);
        assert!(open.seen(&CaseSight::default()).is_some());
    }

    #[test]
    fn one_post_must_be_in_the_audience_and_not_two_halves_of_two() {
        let seen = |held: &[(Role, Tier)]| case().seen(&CaseSight::new(held.to_vec())).is_some();
        assert!(seen(&[(Role::UnitHead, Tier(1))]));
        assert!(!seen(&[(Role::UnitHead, Tier(2)), (Role::UnitOfficer, Tier(1))]));
        assert!(!seen(&[]));
    }

    proptest! {
        #[test]
        fn a_wider_audience_never_hides(tiers in proptest::collection::vec(0_i32..4, 0..4), tier in 0_i32..4, more in 0_i32..4) {
            let sight = CaseSight::new(vec![(Role::UnitHead, Tier(tier))]);
            let narrow = Audience { tiers: tiers.iter().copied().map(Tier).collect(), roles: vec![Role::UnitHead] };
            let mut wide = narrow.clone();
            if !wide.tiers.is_empty() {
                wide.tiers.push(Tier(more));
            }
            prop_assert!(!sight.is_in(&narrow) || sight.is_in(&wide));
        }
    }
}
