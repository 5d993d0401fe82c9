//! Who walks, what they may find, and what the register holds for the parts of an address.

use diesel::{Connection as _, RunQueryDsl as _, SqliteConnection, sql_query, sql_types};
use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor, marked};

/// Somebody with posts, signed in.
pub struct Walker {
    pub posts: Vec<(Role, &'static str)>,
    pub visitor: Visitor,
    /// Keys of the units within their posts' subtrees.
    pub within: Vec<&'static str>,
    /// These and the units above: their names stand on the way to one's own.
    pub line: Vec<&'static str>,
}

impl Walker {
    pub fn new(site: &Site, posts: &[(Role, &'static str)]) -> Self {
        let within: Vec<_> = posts.iter().flat_map(|(_, unit)| marked::subtree(unit)).collect();
        let above = posts.iter().flat_map(|(_, unit)| marked::above(unit));
        let line = within.iter().copied().chain(above).collect();
        let coded: Vec<_> = posts.iter().map(|(role, unit)| (*role, marked::code(unit))).collect();
        let held: Vec<_> = coded.iter().map(|(role, unit)| (*role, unit.as_str())).collect();
        Self { posts: posts.to_vec(), visitor: site.sign_in_as(&held), within, line }
    }

    /// What must not occur in an answer. What is public names units, but tells no text of theirs.
    pub fn forbidden(&self, public: bool) -> Vec<String> {
        let mut marks = Vec::new();
        for (key, ..) in marked::UNITS {
            if !self.line.contains(&key) && !public {
                marks.extend([marked::code(key), marked::name(key), marked::shared(key)]);
            }
            if !self.within.contains(&key) {
                marks.push(marked::text(key));
            }
            let may_know = self.posts.iter().any(|(role, unit)| match role {
                Role::Office => marked::subtree(unit).contains(&key),
                Role::UnitHead => *unit == key,
                _ => false,
            });
            if !may_know {
                marks.push(marked::private(key));
            }
        }
        marks
    }

    pub fn said(&self) -> String {
        let posts = self.posts.iter().map(|(role, unit)| format!("{} of {unit}", role.key()));
        posts.collect::<Vec<_>>().join(", ")
    }
}

/// What fills a `{part}` of an address: the value, and the key of the unit that it belongs to.
pub type Filling = (String, &'static str);

#[derive(diesel::QueryableByName)]
struct Kept {
    #[diesel(sql_type = sql_types::Text)]
    value: String,
    #[diesel(sql_type = sql_types::Text)]
    code: String,
}

/// The register's records by what stands before the part in the address.
pub struct Register {
    connection: SqliteConnection,
}

impl Register {
    pub fn open(site: &Site) -> Self {
        let path = site.register.url().trim_start_matches("sqlite:");
        Self { connection: SqliteConnection::establish(path).expect("the register opens") }
    }

    /// What fills the part after `before`. A test that stops here has met a new kind of address: say which table keeps
    /// its records, and which column names their unit.
    #[expect(clippy::too_many_lines, reason = "one table, read as a whole")]
    pub fn fillings(&mut self, before: &str) -> Vec<Filling> {
        let of = |table: &str, column: &str| {
            format!("SELECT CAST(t.id AS TEXT) value, u.code FROM {table} t JOIN unit u ON u.id = t.{column}")
        };
        let query = match before.trim_start_matches("/api/v1") {
            "/accounts" | "/assessors" => {
                "SELECT CAST(account_id AS TEXT) value, code FROM holding JOIN unit u ON u.id = unit_id"
                    .to_owned()
            }
            "/assessors/second" => "SELECT CAST(draw_id AS TEXT) value, code FROM second_lot \
                JOIN draw d ON d.id = draw_id JOIN unit u ON u.id = organiser_id"
                .to_owned(),
            "/units" | "/plans/of" => "SELECT code value, code FROM unit u".to_owned(),
            "/packs" => "SELECT CAST(p.id AS TEXT) value, u.code FROM pack p \
                JOIN unit u ON u.lo = (SELECT min(lo) FROM unit)"
                .to_owned(),
            "/duties" => of("duty", "unit_id"),
            "/inquiries/sources" => of("source_text", "unit_id"),
            "/questions" => of("question", "unit_id"),
            "/report/frozen" => of("report_frozen", "unit_id"),
            "/burden/reports" => of("burden_report", "unit_id"),
            "/draws" => of("draw", "organiser_id"),
            "/problems" => of("problem", "unit_id"),
            "/measures" => of("measure", "unit_id"),
            "/visits" => of("visit", "unit_id"),
            "/leaders" => of("post", "unit_id"),
            "/visit-items" | "/take-up/visit-item" => of("visit_item", "unit_id"),
            "/tasks" => of("task", "unit_id"),
            "/sheets" | "/take-up/sheet" => of("sheet", "unit_id"),
            "/ratings" => of("rating", "unit_id"),
            "/circulars" => of("circular", "organiser_id"),
            "/circulars/drafts" => of("circular_draft", "organiser_id"),
            "/passages" | "/circulars/drafts/{id}/passages" => of("passage", "unit_id"),
            "/criticisms" => of("(SELECT * FROM mention WHERE polarity = 'criticism')", "unit_id"),
            "/obligations" => of("obligation", "unit_id"),
            "/comments" | "/take-up/comment" => of("comment", "unit_id"),
            "/suggestions" => of("suggestion", "unit_id"),
            "/resolutions" => of("resolution", "unit_id"),
            // The library is read downwards from whoever keeps a case, too.
            "/cases" => of("case_study", "unit_id"),
            "/exemplars" => {
                "SELECT CAST(e.id AS TEXT) value, u.code FROM exemplar e JOIN seminar s ON s.id = e.id \
                JOIN round r ON r.id = s.round_id JOIN unit u ON u.id = r.organiser_id"
                    .to_owned()
            }
            "/ratings/{id}/appeals" => of("appeal", "unit_id"),
            "/rounds" | "/plans/of/{code}" => of("round", "organiser_id"),
            "/programmes" => of("programme", "organiser_id"),
            "/standards" => of("standard", "organiser_id"),
            "/interests" => of("interest", "unit_id"),
            "/bodies" => "SELECT CAST(t.id AS TEXT) value, u.code FROM joint_body t \
                JOIN programme p ON p.id = t.programme_id JOIN unit u ON u.id = p.organiser_id"
                .to_owned(),
            "/plans" => of("plan", "unit_id"),
            "/look-backs" => of("look_back_draw", "organiser_id"),
            "/files" => of("attachment", "unit_id"),
            "/seminars" => of("seminar", "unit_id"),
            "/call-ups" => "SELECT CAST(spot_check_id AS TEXT) value, u.code FROM call_up t \
                JOIN unit u ON u.id = t.unit_id"
                .to_owned(),
            "/draws/{id}/assessors" | "/observations/lots" => "SELECT CAST(t.id AS TEXT) value, u.code \
                FROM assessor_lot t JOIN round r ON r.id = t.round_id JOIN unit u ON u.id = r.organiser_id"
                .to_owned(),
            "/observations" => of("observation", "unit_id"),
            "observation" => of("observation", "unit_id"),
            "spot_check" => of("spot_check", "unit_id"),
            "/seminars/{id}/speeches" => return vec![("0".to_owned(), "P")],
            // A picture of ours, in one of its sizes.
            "/case/icons" => return vec![("192".to_owned(), "P")],
            // Secrets that nobody has but their owner.
            "/invitations" | "/me/sessions" | "/jobs" | "/ledger/import" | "/kept" => {
                return vec![("0123456789abcdef".to_owned(), "B")];
            }
            "/figures" => {
                let names = earnest_model::figures::figure_name::FigureName::ALL.iter();
                return names.map(|name| (name.key().to_owned(), "P")).collect();
            }
            // Checkpoints and tiles of the tree over the acts: hashes alone, everybody's.
            _ if before.starts_with("/journal/tile") || before == "/journal/checkpoint" => {
                return vec![("0".to_owned(), "P")];
            }
            _ => panic!("nothing fills the part after {before}: see `fillings` in {}", file!()),
        };
        let query = if query.contains(" u") { format!("{query} ORDER BY u.lo, 1") } else { query };
        let kept: Vec<Kept> = sql_query(query).load(&mut self.connection).expect("the register reads");
        assert!(!kept.is_empty(), "the marked register holds nothing for the part after {before}");
        let key =
            |code: &str| marked::UNITS.iter().find(|unit| marked::code(unit.0) == code).map(|unit| unit.0);
        kept.into_iter().map(|kept| (kept.value, key(&kept.code).expect("a unit of ours"))).collect()
    }

    /// Up to two records of every unit.
    pub fn few(&mut self, before: &str) -> Vec<Filling> {
        let mut few: Vec<Filling> = Vec::new();
        for filling in self.fillings(before) {
            if few.iter().filter(|kept| kept.1 == filling.1).count() < 2 || before.ends_with("/figures") {
                few.push(filling);
            }
        }
        few
    }

    /// An address with its parts filled by each of the records, and the unit of the last.
    pub fn addresses(&mut self, path: &str) -> Vec<Filling> {
        let mut open: Vec<Filling> = vec![(String::new(), "P")];
        let mut before = String::new();
        for part in path.split('/').skip(1) {
            if part.starts_with('{') {
                let few = self.few(&before);
                open = open
                    .iter()
                    .flat_map(|(start, at)| {
                        // Of two parts, the first says whose it is.
                        few.iter().map(move |(value, key)| {
                            (
                                format!("{start}/{value}"),
                                if start.contains("-c") || start.contains("/speeches") { at } else { key },
                            )
                        })
                    })
                    .map(|(address, key)| (address, *key))
                    .collect();
            } else {
                open.iter_mut().for_each(|(start, _)| *start = format!("{start}/{part}"));
            }
            before = format!("{before}/{part}");
        }
        open
    }
}
