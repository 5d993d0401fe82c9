//! Whether a file is the whole of what its first bytes say: its structure is walked from the beginning to the end. Five
//! signs in front make no document, and a file that a second program reads as something else is evidence of neither.

/// A PDF (ISO 32000-1, 7.5): a version in front; at the end where the table of its objects stands, and the mark of the end.
pub(super) fn pdf(bytes: &[u8]) -> bool {
    let version = bytes.get(5..8).unwrap_or_default();
    let [b'1' | b'2', b'.', b'0'..=b'9'] = version else { return false };
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let Some(last) = bytes.iter().rposition(|byte| !is_blank(byte)) else { return false };
    let Some(body) = bytes.get(..=last).and_then(|whole| whole.strip_suffix(b"%%EOF")) else { return false };
    let tail = body.get(body.len().saturating_sub(64)..).unwrap_or_default();
    let Some(at) = find(tail, b"startxref") else { return false };
    let place: String = tail
        .get(at + 9..)
        .unwrap_or_default()
        .iter()
        .skip_while(|byte| is_blank(byte))
        .take_while(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    let table = place.parse::<usize>().ok().and_then(|place| bytes.get(place..)).unwrap_or_default();
    let first = table.iter().position(|byte| !is_blank(byte)).unwrap_or(0);
    let table = table.get(first..).unwrap_or_default();
    // The table itself, or the number of the object that holds it.
    table.starts_with(b"xref") || table.first().is_some_and(u8::is_ascii_digit)
}

/// A PNG (ISO/IEC 15948, 5): a head with a width and a height, data, an end, and nothing behind.
pub(super) fn png(bytes: &[u8]) -> bool {
    let (mut at, mut first, mut data) = (8, true, false);
    loop {
        let (Some(length), Some(kind)) = (big(bytes, at, 4), bytes.get(at + 4..at + 8)) else { return false };
        let Some(body) = bytes.get(at + 8..(at + 8).saturating_add(length)) else { return false };
        let end = at + 12 + length;
        if first {
            let sized = length == 13 && big(body, 0, 4) > Some(0) && big(body, 4, 4) > Some(0);
            if kind != b"IHDR" || !sized {
                return false;
            }
        }
        match kind {
            b"IDAT" => data = true,
            b"IEND" => return data && length == 0 && end == bytes.len(),
            kind if !kind.iter().all(u8::is_ascii_alphabetic) => return false,
            _ => {}
        }
        (first, at) = (false, end);
    }
}

/// A JPEG (ITU-T T.81, B.1): segments up to the mark of the end, among them a frame with a size, and a scan. Cameras write
/// behind the end what belongs to the picture (a smaller one, a sound), so that something may stand there.
pub(super) fn jpeg(bytes: &[u8]) -> bool {
    let (mut at, mut frame, mut scan) = (2, false, false);
    loop {
        if bytes.get(at) != Some(&0xff) {
            return false;
        }
        while bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let Some(mark) = bytes.get(at + 1) else { return false };
        match mark {
            0xd9 => return frame && scan,
            0x01 | 0xd0..=0xd7 => {
                at += 2;
                continue;
            }
            0x00 | 0xd8 => return false,
            _ => {}
        }
        let Some(length) = big(bytes, at + 2, 2).filter(|length| *length >= 2) else { return false };
        if matches!(mark, 0xc0..=0xcf) && !matches!(mark, 0xc4 | 0xc8 | 0xcc) {
            frame = frame || big(bytes, at + 7, 2) > Some(0);
        }
        at += 2 + length;
        if *mark == 0xda {
            scan = true;
            let Some(next) = behind_scan(bytes, at) else { return false };
            at = next;
        }
    }
}

/// Where the next mark stands behind the data of a scan: `FF 00` and the marks of restarting are data.
fn behind_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mark = rest.windows(2).position(|two| {
        matches!(two, [0xff, second] if *second != 0 && *second != 0xff && !(0xd0..=0xd7).contains(second))
    })?;
    Some(from + mark)
}

/// A container of boxes as telephones write pictures (ISO/IEC 14496-12, 4.2): boxes from the beginning to the end, one of
/// which tells of the items in it.
pub(super) fn boxes(bytes: &[u8]) -> bool {
    let (mut at, mut told) = (0_usize, false);
    while at < bytes.len() {
        let (Some(short), Some(kind)) = (big(bytes, at, 4), bytes.get(at + 4..at + 8)) else { return false };
        let length = match short {
            0 => bytes.len() - at,
            1 => match big(bytes, at + 8, 8) {
                Some(long) => long,
                None => return false,
            },
            short => short,
        };
        told = told || kind == b"meta";
        let Some(end) = at.checked_add(length).filter(|end| length >= 8 && *end <= bytes.len()) else {
            return false;
        };
        at = end;
    }
    told
}

/// A compound file (MS-CFB, 2.2): its order of bytes, its version, sectors of a size that fits it, and a directory in it.
pub(super) fn compound(bytes: &[u8]) -> bool {
    let small = |at| number(bytes, at, 2);
    let sector = match (small(26), small(30)) {
        (Some(3), Some(9)) => 512,
        (Some(4), Some(12)) => 4_096,
        _ => return false,
    };
    let begins = number(bytes, 48, 4).and_then(|number| number.checked_add(1)?.checked_mul(sector));
    small(28) == Some(0xfffe) && begins.is_some_and(|begins| begins < bytes.len())
}

/// Whether a program that looks for another kind within the file would find one: a PDF among its first bytes, where readers
/// look for its head, or an archive at its end.
pub(super) fn is_also_something_else(bytes: &[u8], archive: bool) -> bool {
    let head = bytes.get(1..1_024.min(bytes.len())).unwrap_or_default();
    find(head, b"%PDF-").is_some() || archive
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|some| some == wanted)
}

/// A number whose first byte counts most.
fn big(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    digits.iter().try_fold(0_usize, |sum, digit| sum.checked_mul(256)?.checked_add(usize::from(*digit)))
}

/// A little-endian number.
pub(super) fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |sum, digit| (sum << 8) | usize::from(*digit)))
}
