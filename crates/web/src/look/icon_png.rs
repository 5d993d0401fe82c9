//! The icon as a picture of points, for devices that take no drawing: the same square, ring and dot as `icon.svg`, drawn here.

use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write as _;

/// The sizes that devices ask for, in points.
pub const ICON_SIZES: [u32; 2] = [192, 512];

/// The colour of the square (`icon.svg`).
const CINNABAR: [u8; 3] = [0xa8, 0x32, 0x2a];
/// Points across and down by which an edge is smoothed.
const FINE: i64 = 3;

/// The icon as PNG (ISO/IEC 15948) of so many points in a square; empty if it can't be packed.
pub fn icon_png(size: u32) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let side = i64::from(size);
    for y in 0..side {
        // A row begins with its filter: none.
        let mut row = vec![0];
        for x in 0..side {
            row.extend(point(x, y, side));
        }
        if packer.write_all(&row).is_err() {
            return Vec::new();
        }
    }
    let Ok(packed) = packer.finish() else { return Vec::new() };
    let mut head = [size.to_be_bytes(), size.to_be_bytes()].concat();
    // Eight bits of each of three colours, no interlacing.
    head.extend([8, 2, 0, 0, 0]);
    let mut png = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
    for (name, content) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())] {
        png.extend(chunk(name, &content));
    }
    png
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(content);
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    [length.to_be_bytes().as_slice(), name.as_slice(), content, sum.sum().to_be_bytes().as_slice()].concat()
}

/// The colour of a point: white as far as it lies in the ring or the dot.
fn point(x: i64, y: i64, side: i64) -> [u8; 3] {
    let mut white = 0;
    for (across, down) in (0..FINE).flat_map(|across| (0..FINE).map(move |down| (across, down))) {
        // From the middle, in 64ths of the side over twice the fine points.
        let from_middle = |at: i64, fine: i64| (2 * (FINE * at + fine) + 1 - FINE * side) * 32;
        let (dx, dy) = (from_middle(x, across), from_middle(y, down));
        let far = dx * dx + dy * dy;
        // Quarters of a unit of the drawing, which is 32 units wide.
        let within = |quarters: i64| far <= (quarters * FINE * side / 2).pow(2);
        if within(16) || within(41) && !within(31) {
            white += 1;
        }
    }
    let all = FINE * FINE;
    CINNABAR.map(|part| u8::try_from((i64::from(part) * (all - white) + 255 * white) / all).unwrap_or(255))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_white_in_the_middle_and_in_the_ring_and_cinnabar_elsewhere() {
        let at = |x: i64, y: i64| point(x, y, 320);
        assert_eq!((at(160, 160), at(0, 0), at(160, 319)), ([255; 3], CINNABAR, CINNABAR));
        assert_eq!((at(160 + 90, 160), at(160 + 60, 160)), ([255; 3], CINNABAR), "9 units out, and 6");
    }

    #[test]
    fn the_picture_says_its_size_and_ends() {
        let png = icon_png(192);
        assert!(png.starts_with(&[0x89, b'P', b'N', b'G']) && png.len() < 8_000, "{}", png.len());
        assert_eq!(png.get(16..24), Some(&[0, 0, 0, 192, 0, 0, 0, 192][..]));
        // The sum of the empty last chunk is fixed (ISO/IEC 15948, annex D).
        assert!(png.ends_with(&[b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82]));
    }
}
