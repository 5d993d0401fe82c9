//! Over what a figure was counted, each part by its name: two figures that were asked differently never carry one caption.
//! Pages, files, the API and the command line say it by this one function.

use earnest_app::WhoseActs;
use earnest_i18n::Tr;
use earnest_model::{
    figures::{figure::Trace, origin::Origin},
    pack::Pack,
};

/// What gives a scope its words: the unit's code and name, and whose acts they are.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// Code of the unit.
    pub code: &'a str,
    /// Name of the unit.
    pub name: &'a str,
    /// The organiser and its programme.
    pub whose: &'a WhoseActs,
}

/// The whole scope of a figure in words.
#[must_use]
pub fn caption(tr: Tr, pack: &Pack, trace: &Trace, named: Named<'_>) -> String {
    let scope = &trace.scope;
    let mut said = vec![tr.caption_unit(named.code, named.name)];
    said.extend(scope.own.then(|| tr.caption_own().into_owned()));
    if scope.organiser.is_some() {
        said.push(tr.caption_organiser(named.whose.code.as_str(), named.whose.name.as_str()));
    }
    if let Some(id) = scope.programme.id() {
        let title = named.whose.programme.as_ref().filter(|programme| programme.id == id);
        let title = title.map_or("", |programme| programme.title.as_str());
        said.push(tr.caption_programme(id.to_string(), title));
    }
    said.extend(scope.programme.is_none().then(|| tr.caption_none().into_owned()));
    if trace.name.takes_round() && !scope.programme.is_none() {
        said.push(match scope.round {
            Some(number) => tr.board_round(i64::from(number)),
            None => tr.caption_rounds().into_owned(),
        });
    }
    said.extend(scope.sources.iter().map(|source| tr.caption_source(origin(tr, source))));
    if let Some(class) = &scope.class {
        said.push(tr.caption_class(pack.class_name(class, tr.lang().tag())));
    }
    let day = tr.date_long(trace.day);
    said.push(if trace.since { tr.caption_since(day) } else { tr.caption_day(day) });
    said.join(" · ")
}

/// From where a record came, in words.
fn origin(tr: Tr, source: &Origin) -> String {
    match source {
        Origin::Round(number) => tr.board_round(i64::from(*number)),
        Origin::Activity(word) => {
            let words = |prefix: &str| tr.by_key::<&str>(&format!("{prefix}-{word}"), &[]);
            words("source").or_else(|| words("session-kind")).unwrap_or_else(|| (*word).to_owned())
        }
    }
}
