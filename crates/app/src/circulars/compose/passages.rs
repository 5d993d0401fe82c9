//! From a draft and its checked passages to the points of the document.

use crate::circulars::circular_draft::Named;
use earnest_model::circulars::circular::{Draft, DraftPoint, Point, Polarity};
use earnest_store::PassageStored;

/// The points that went well and the problems. Where a correction was taken for one unit of several, its words stand as
/// a point of their own; a reply stands at the point of its unit, if the unit wishes so.
pub(super) fn points(
    draft: &Draft,
    named: &Named,
    passages: &[PassageStored],
    earlier: &[Point],
) -> (Vec<Point>, Vec<Point>) {
    let of = |points: &[DraftPoint], polarity: Polarity| -> Vec<Point> {
        let each = (0..).zip(points).flat_map(|(place, point)| {
            let own = |code: &String| {
                passages.iter().find(|passage| {
                    passage.polarity == polarity && passage.place == place && passage.code == *code
                })
            };
            parted(point, named, &own, earlier)
        });
        each.collect()
    };
    (of(&draft.went_well, Polarity::Commendation), of(&draft.problems, Polarity::Criticism))
}

fn parted<'p>(
    point: &DraftPoint,
    named: &Named,
    own: &impl Fn(&String) -> Option<&'p PassageStored>,
    earlier: &[Point],
) -> Vec<Point> {
    let mut parts = vec![Point { text: point.text.clone(), units: Vec::new(), replies: Vec::new() }];
    for code in &point.codes {
        let Some((_, name)) = named.get(code) else { continue };
        let passage = own(code);
        let text = passage.map_or(&point.text, |passage| &passage.body);
        let reply = match passage {
            Some(passage) => passage.said.clone().filter(|_| passage.beside),
            None => repeated(earlier, text, name),
        };
        let place = parts.iter().position(|part| part.text == *text).unwrap_or(parts.len());
        if place == parts.len() {
            parts.push(Point { text: text.clone(), units: Vec::new(), replies: Vec::new() });
        }
        if let Some(part) = parts.get_mut(place) {
            part.units.push((code.clone(), name.clone()));
            part.replies.extend(reply.map(|words| (name.clone(), words)));
        }
    }
    // If every unit's words were corrected, nobody is left for the first ones.
    if !point.codes.is_empty() {
        parts.retain(|part| !part.units.is_empty());
    }
    parts
}

/// The reply that an earlier version has beside the same words of the same unit.
fn repeated(earlier: &[Point], text: &str, name: &str) -> Option<String> {
    let same =
        earlier.iter().find(|point| point.text == text && point.units.iter().any(|(_, unit)| unit == name));
    same?.replies.iter().find(|(unit, _)| unit == name).map(|(_, words)| words.clone())
}
