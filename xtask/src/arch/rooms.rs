//! The arrows between the rooms, and which crates from others may live where.

use crate::metadata::{Member, Need};

/// A room of the design and the rooms it may see.
#[derive(Debug)]
pub struct Room {
    /// The package name.
    pub name: &'static str,
    /// The rooms it may depend on.
    pub sees: &'static [&'static str],
    /// Rooms that only its tests may see besides.
    pub tests_see: &'static [&'static str],
}

const TESTKIT: &str = "earnest-testkit";

/// Every room, from the bottom up. The picture is in `docs/architecture.md`.
pub const ROOMS: &[Room] = &[
    Room { name: "earnest-anchor", sees: &[], tests_see: &[] },
    Room { name: "earnest-draw", sees: &[], tests_see: &[] },
    Room { name: "earnest-stats", sees: &[], tests_see: &["earnest-draw"] },
    Room { name: "earnest-text", sees: &[], tests_see: &[] },
    Room { name: "earnest-i18n", sees: &[], tests_see: &[] },
    Room { name: "earnest-sqlite", sees: &[], tests_see: &[] },
    Room { name: "earnest-tunnel", sees: &[], tests_see: &[] },
    Room { name: "earnest-warrant", sees: &[], tests_see: &[] },
    Room { name: "earnest-model", sees: &["earnest-warrant", "earnest-text"], tests_see: &[] },
    Room {
        name: "earnest-store",
        sees: &["earnest-sqlite", "earnest-tunnel", "earnest-warrant", "earnest-model", "earnest-anchor"],
        tests_see: &["earnest-app"],
    },
    Room { name: "earnest-papers", sees: &["earnest-model"], tests_see: &[] },
    Room {
        name: "earnest-app",
        sees: &[
            "earnest-model",
            "earnest-store",
            "earnest-anchor",
            "earnest-draw",
            "earnest-stats",
            "earnest-text",
        ],
        tests_see: &[],
    },
    Room {
        name: "earnest-web",
        sees: &["earnest-app", "earnest-model", "earnest-i18n", "earnest-papers"],
        tests_see: &["earnest-draw", "earnest-demo"],
    },
    Room {
        name: "earnest-demo",
        sees: &["earnest-warrant", "earnest-app", "earnest-model", "earnest-store"],
        tests_see: &["earnest-draw"],
    },
    Room { name: "earnest", sees: ALL, tests_see: &[] },
    Room { name: TESTKIT, sees: ALL, tests_see: &[] },
];

const ALL: &[&str] = &[
    "earnest-sqlite",
    "earnest-tunnel",
    "earnest-warrant",
    "earnest-anchor",
    "earnest-draw",
    "earnest-stats",
    "earnest-text",
    "earnest-i18n",
    "earnest-model",
    "earnest-store",
    "earnest-papers",
    "earnest-app",
    "earnest-web",
    "earnest-demo",
];

/// Crates that bring a runtime or a server; they stay on the edge.
pub const ASYNC: &[&str] = &[
    "async-std",
    "axum",
    "fantoccini",
    "futures",
    "futures-util",
    "hyper",
    "hyper-util",
    "multer",
    "object_store",
    "reqwest",
    "smol",
    "tokio",
    "tower",
    "tower-http",
];

/// The rooms that may use them.
const EDGE: &[&str] = &["earnest-web", "earnest", TESTKIT];

/// True for the rooms below `web`: plain synchronous Rust.
pub fn is_synchronous(name: &str) -> bool {
    ROOMS.iter().any(|room| room.name == name) && !EDGE.contains(&name)
}

/// Crates from others that may be a dependency of some rooms only.
struct Fence {
    crates: &'static [&'static str],
    allowed_in: &'static [&'static str],
    reason: &'static str,
}

const FENCES: &[Fence] = &[
    Fence { crates: ASYNC, allowed_in: EDGE, reason: "everything below `web` is plain synchronous Rust" },
    Fence {
        crates: &[
            "diesel",
            "diesel_migrations",
            "libsqlite3-sys",
            "postgres",
            "pq-sys",
            "r2d2",
            "rusqlite",
            "sea-orm",
            "sqlx",
            "tokio-postgres",
        ],
        allowed_in: &["earnest-sqlite", "earnest-store", TESTKIT],
        reason: "only `store` speaks to a database, and whoever plays the intruder in tests",
    },
    Fence {
        crates: &["ed25519-compact", "ed25519-dalek", "signature"],
        allowed_in: &["earnest-anchor"],
        reason: "only `anchor` signs, and checks signatures",
    },
    Fence {
        crates: &["fastrand", "getrandom", "rand", "rand_core"],
        allowed_in: &["earnest"],
        reason: "chance is an argument; only `cli` names a random source",
    },
];

/// What is wrong with the dependencies of these crates.
pub fn complaints(members: &[Member]) -> Vec<String> {
    members.iter().filter(|member| member.name != "xtask").flat_map(complaints_of).collect()
}

fn complaints_of(member: &Member) -> Vec<String> {
    let Some(room) = ROOMS.iter().find(|room| room.name == member.name) else {
        return vec![format!(
            "{}: not a room of the design. Add it to ROOMS in xtask/src/arch/rooms.rs with what it may see",
            member.name
        )];
    };
    let arrows = member.needs.iter().filter_map(|need| complaint_about_arrow(room, need));
    let fences = member.needs.iter().filter_map(|need| complaint_about_fence(room, need));
    arrows.chain(fences).collect()
}

fn complaint_about_arrow(room: &Room, need: &Need) -> Option<String> {
    let is_room = need.name == "earnest" || need.name.starts_with("earnest-");
    let seen = room.sees.contains(&need.name.as_str());
    let seen_by_tests = need.name == TESTKIT || room.tests_see.contains(&need.name.as_str());
    if !is_room || seen || (need.dev && seen_by_tests) {
        return None;
    }
    let sees = if room.sees.is_empty() { "no other room".to_owned() } else { room.sees.join(", ") };
    let kind = if need.dev { "dev-dependency" } else { "dependency" };
    Some(format!(
        "{}: {kind} on {} is not an arrow of the design; this room sees {sees}",
        room.name, need.name
    ))
}

fn complaint_about_fence(room: &Room, need: &Need) -> Option<String> {
    let fence = FENCES.iter().find(|fence| fence.crates.contains(&need.name.as_str()))?;
    if need.dev || fence.allowed_in.contains(&room.name) {
        return None;
    }
    Some(format!("{}: may not depend on {}: {}", room.name, need.name, fence.reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, needs: &[(&str, bool)]) -> Member {
        let needs = needs.iter().map(|(name, dev)| Need { name: (*name).into(), dev: *dev });
        Member { name: name.into(), folder: "/".into(), needs: needs.collect(), roots: Vec::new() }
    }

    #[test]
    fn an_arrow_of_the_design_passes() {
        let app = member("earnest-app", &[("earnest-model", false), ("earnest-store", false)]);
        assert_eq!(complaints(&[app]), Vec::<String>::new());
    }

    #[test]
    fn an_upward_arrow_is_named() {
        let found = complaints(&[member("earnest-model", &[("earnest-store", false)])]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("earnest-model: dependency on earnest-store"), "{found:?}");
    }

    #[test]
    fn the_testkit_is_for_tests_only() {
        assert_eq!(complaints(&[member("earnest-store", &[(TESTKIT, true)])]).len(), 0);
        assert_eq!(complaints(&[member("earnest-store", &[(TESTKIT, false)])]).len(), 1);
        assert_eq!(complaints(&[member("earnest", &[(TESTKIT, false)])]).len(), 1);
    }

    #[test]
    fn tests_of_stats_may_see_draw_but_stats_may_not() {
        assert_eq!(complaints(&[member("earnest-stats", &[("earnest-draw", true)])]).len(), 0);
        assert_eq!(complaints(&[member("earnest-stats", &[("earnest-draw", false)])]).len(), 1);
    }

    #[test]
    fn async_stays_at_the_edge_and_databases_in_the_store() {
        let below = member("earnest-app", &[("tokio", false), ("diesel", false), ("getrandom", false)]);
        assert_eq!(complaints(&[below]).len(), 3);
        let edge = member("earnest-web", &[("tokio", false), ("axum", false)]);
        assert_eq!(complaints(&[edge]), Vec::<String>::new());
    }

    #[test]
    fn signatures_are_for_the_anchor_and_the_model_does_not_see_it() {
        let anchor = member("earnest-anchor", &[("ed25519-dalek", false)]);
        let store = member("earnest-store", &[("earnest-anchor", false)]);
        assert_eq!(complaints(&[anchor, store]), Vec::<String>::new());
        let elsewhere = member("earnest-app", &[("ed25519-dalek", false)]);
        let model = member("earnest-model", &[("earnest-anchor", false)]);
        assert_eq!(complaints(&[elsewhere, model]).len(), 2);
    }

    #[test]
    fn an_unknown_room_is_refused() {
        assert_eq!(complaints(&[member("earnest-attic", &[])]).len(), 1);
    }

    #[test]
    fn no_room_can_reach_itself() {
        for room in ROOMS {
            let mut reached: Vec<&str> = room.sees.to_vec();
            let mut next = 0;
            while next < reached.len() {
                let beneath = ROOMS.iter().find(|other| other.name == reached[next]).unwrap();
                reached
                    .extend(beneath.sees.iter().filter(|name| !reached.contains(name)).collect::<Vec<_>>());
                next += 1;
            }
            assert!(!reached.contains(&room.name), "{} sees itself", room.name);
        }
    }
}
