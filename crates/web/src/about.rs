//! Which records a form is about: those of its address, and those that it names. When a rule does not take a form any more,
//! what others did with them since it was opened says why.

use crate::frame::{call::Call, route::Route};

/// The tables of the records whose keys stand in addresses, by the address up to the key.
const IN_ADDRESSES: &[(&str, &str)] = &[
    ("/accounts/{id}", "account"),
    ("/bodies/{id}", "joint_body"),
    ("/burden/reports/{id}", "burden_report"),
    ("/call-ups/{id}", "call_up"),
    ("/circulars/drafts/{id}", "circular_draft"),
    ("/circulars/drafts/{id}/passages/{passage}", "passage"),
    ("/circulars/{id}", "circular"),
    ("/comments/{id}", "comment"),
    ("/criticisms/{id}", "mention"),
    ("/draws/{id}", "draw"),
    ("/duties/{id}", "duty"),
    ("/interests/{id}", "interest"),
    ("/inquiries/sources/{id}", "source_text"),
    ("/look-backs/{id}", "look_back_draw"),
    ("/measures/{id}", "measure"),
    ("/obligations/{id}", "obligation"),
    ("/packs/{id}", "pack"),
    ("/passages/{id}", "passage"),
    ("/plans/{id}", "plan"),
    ("/problems/{id}", "problem"),
    ("/programmes/{id}", "programme"),
    ("/questions/{id}", "question"),
    ("/ratings/{id}", "rating"),
    ("/ratings/{id}/appeals/{appeal}", "appeal"),
    ("/report/frozen/{id}", "report_frozen"),
    ("/resolutions/{id}", "resolution"),
    ("/rounds/{id}", "round"),
    ("/seminars/{id}", "seminar"),
    ("/suggestions/{id}", "suggestion"),
    ("/take-up/comment/{id}", "comment"),
    ("/take-up/sheet/{id}", "sheet"),
    ("/take-up/visit-item/{id}", "visit_item"),
    ("/tasks/{id}", "task"),
    ("/visit-items/{id}", "visit_item"),
    ("/visits/{id}", "visit"),
];

/// Parts of addresses that are no key of a record in the chain.
#[cfg(test)]
const NO_RECORDS: &[&str] = &[
    "/invitations/{token}",
    "/jobs/{id}",
    "/kept/{token}",
    "/leaders/{id}",
    "/ledger/import/{id}",
    "/me/sessions/{key}",
    "/seminars/{id}/speeches/{place}",
    "/units/{code}",
];

/// The tables of the records that forms name: where they are sent, the field, the table.
const IN_FORMS: &[(&str, &str, &str)] = &[
    ("/draws/{id}/replace", "check", "spot_check"),
    ("/duties/end", "end-duty-duty", "duty"),
    ("/inquiries/reply", "inquiry", "inquiry"),
    ("/leaders/{id}/charges/end", "end-charge", "charge"),
    ("/posts/account", "tie-post", "post"),
    ("/posts/end", "end-post-post", "post"),
    ("/problems/sign", "problem", "problem"),
];

/// Addresses under which the pages of a record stand that belongs to a programme: up to the key, and its table.
const OF_PROGRAMMES: &[(&str, &str)] = &[
    ("/bodies/", "joint_body"),
    ("/call-ups/", "call_up"),
    ("/circulars/drafts/", "circular_draft"),
    ("/circulars/", "circular"),
    ("/draws/", "draw"),
    ("/measures/", "measure"),
    ("/plans/", "plan"),
    ("/problems/", "problem"),
    ("/programmes/", "programme"),
    ("/ratings/", "rating"),
    ("/rounds/", "round"),
    ("/seminars/", "seminar"),
    ("/sheets/", "sheet"),
    ("/standards/", "standard"),
];

/// The record of a programme at which an address stands: table and key. A standard that is not published has no key; its address
/// names the programme.
pub fn record_of_programme(path: &str, named: &str) -> Option<(&'static str, i64)> {
    if let (
        "/standards/draft" | "/standards/draft/begin" | "/standards/draft/ask" | "/standards/agree",
        Ok(id),
    ) = (path, named.parse())
    {
        return Some(("programme", id));
    }
    OF_PROGRAMMES.iter().find_map(|(above, table)| {
        let rest = path.strip_prefix(above)?;
        let key = rest.split('/').next()?.parse().ok()?;
        Some((*table, key))
    })
}

/// The records that a form is about: table and key.
pub fn records(call: &Call<'_>, route: &Route) -> Vec<(&'static str, String)> {
    let in_address = keys(route.path).into_iter().filter_map(|(above, part)| {
        let (_, table) = IN_ADDRESSES.iter().find(|(address, _)| *address == above)?;
        Some((*table, call.part(part).ok()?.to_owned()))
    });
    let named = IN_FORMS.iter().filter(|(path, ..)| *path == route.path);
    let in_form =
        named.flat_map(|(_, field, table)| call.form.all(field).map(|key| (*table, key.to_owned())));
    in_address.chain(in_form).collect()
}

/// The open parts of an address, each with the address up to it.
fn keys(path: &'static str) -> Vec<(&'static str, &'static str)> {
    let ends = path.match_indices('}').map(|(at, _)| at);
    let key = |end: usize| {
        let above = path.get(..=end)?;
        Some((above, above.rsplit_once('{')?.1.trim_end_matches('}')))
    };
    ends.filter_map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        frame::route::{Made, Verb},
        places::routes,
    };

    #[test]
    fn every_key_in_the_address_of_a_form_is_one_of_a_record_or_said_to_be_none() {
        for route in routes().filter(|route| route.method == Verb::Post && route.made == Made::Seen) {
            for (above, _) in keys(route.path) {
                let record = IN_ADDRESSES.iter().any(|(address, _)| *address == above);
                assert!(record || NO_RECORDS.contains(&above), "{above} of {}", route.path);
            }
        }
    }

    #[test]
    fn what_is_named_here_is_there() {
        let starts =
            |above: &str| routes().any(|route| route.method == Verb::Post && route.path.starts_with(above));
        for above in IN_ADDRESSES.iter().map(|(above, _)| *above).chain(NO_RECORDS.iter().copied()) {
            assert!(starts(above), "{above}");
        }
        for (path, ..) in IN_FORMS {
            assert!(routes().any(|route| route.path == *path), "{path}");
        }
    }
}
