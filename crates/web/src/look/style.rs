//! The style sheet, the icon, the scripts, and the rules of what a page may load.

use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use std::{io::Write as _, sync::LazyLock};

/// What a page may load: this house's own styles, pictures and scripts; nothing inline, nothing from elsewhere.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; \
     connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The rules that turn a table into a list stand in one file and hold at two widths.
const STYLESHEET: &str = concat!(
    include_str!("css/paper.css"),
    include_str!("css/frame.css"),
    include_str!("css/parts.css"),
    include_str!("css/table.css"),
    "@container rows (max-width: 40rem) {\n",
    include_str!("css/list.css"),
    "}\n@container wide-rows (max-width: 54rem) {\n",
    include_str!("css/list.css"),
    "}\n",
    include_str!("css/form.css"),
    include_str!("css/hits.css"),
    include_str!("css/beside.css"),
    include_str!("css/draw.css"),
    include_str!("css/official.css"),
    include_str!("css/picture.css"),
    include_str!("css/print.css"),
);

const ICON: &str = include_str!("icon.svg");

const DRAFTS: &str = include_str!("drafts.js");

const CHOOSE: &str = include_str!("choose.js");

const KEYS: &str = include_str!("keys.js");

const CARRY: &str = include_str!("carry.js");

const CASE: &str = include_str!("case.js");

const WORKER: &str = include_str!("worker.js");

/// A file that never changes under its address, so that a browser may keep it for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its address, which holds a hash of its bytes.
    pub path: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub body: &'static str,
    /// The same packed once (gzip); empty where that can't be done.
    pub packed: Vec<u8>,
    /// What tells these bytes from others.
    pub tag: String,
}

impl Asset {
    fn new(name: &str, ending: &str, media_type: &'static str, body: &'static str) -> Self {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        let packed = packer.write_all(body.as_bytes()).and_then(|()| packer.finish()).unwrap_or_default();
        let path = address(name, body, ending);
        Self { tag: format!("\"{}\"", path.trim_start_matches('/')), path, media_type, body, packed }
    }
}

/// The files to serve: the style sheet, the icon, and the scripts.
pub static ASSETS: LazyLock<[Asset; 7]> = LazyLock::new(|| {
    let script = |name, body| Asset::new(name, "js", "text/javascript; charset=utf-8", body);
    [
        Asset::new("look", "css", "text/css; charset=utf-8", STYLESHEET),
        Asset::new("icon", "svg", "image/svg+xml", ICON),
        script("drafts", DRAFTS),
        script("choose", CHOOSE),
        script("keys", KEYS),
        script("carry", CARRY),
        script("case", CASE),
    ]
});

/// Where the file at a place of [`ASSETS`] is.
fn path_of(place: usize) -> &'static str {
    ASSETS.get(place).map_or("", |asset| asset.path.as_str())
}

/// The address of the style sheet.
pub fn stylesheet_path() -> &'static str {
    path_of(0)
}

/// The address of the icon.
pub fn icon_path() -> &'static str {
    path_of(1)
}

/// The address of the script that keeps a form while it is filled in.
pub fn drafts_script_path() -> &'static str {
    path_of(2)
}

/// The address of the script that offers names of units while one is typed.
pub fn choose_script_path() -> &'static str {
    path_of(3)
}

/// The address of the script of every page.
pub fn keys_script_path() -> &'static str {
    path_of(4)
}

/// The address of the script that keeps a case on a device and hands in what was filled in there.
pub fn carry_script_path() -> &'static str {
    path_of(5)
}

/// The address of the script of the page of the case.
pub fn case_script_path() -> &'static str {
    path_of(6)
}

/// The worker that shows the page of the case where there is no net: it keeps `shell`, which it shows at `case`, and the files of
/// the look that this page needs.
pub fn worker_script(case: &str, shell: &str) -> String {
    let files: Vec<_> = [0, 1, 4, 5, 6].into_iter().map(path_of).collect();
    let set = json!({ "case": case, "shell": shell, "files": files });
    format!("const {{ case: CASE, shell: SHELL, files: FILES }} = {set};\n{CARRY}\n{WORKER}")
}

fn address(name: &str, body: &str, ending: &str) -> String {
    format!("/assets/{name}-{:016x}.{ending}", fingerprint(body.as_bytes()))
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): tells versions of a file apart; guards nothing.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_fnv_1a() {
        // Values from the authors' test suite.
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fingerprint(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
