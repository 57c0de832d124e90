//! `.csv` as programs write it: the encoding and the delimiter are found out, not asked for.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::file::Fault;
use super::sheets::{Row, Sheet, Value, WIDEST};

const NOT_TEXT: Fault = ("it is not text", "Save it as .csv from the program that made it.");

/// What stands in a cell whose formula went wrong before the sheet was saved as text.
const ERRORS: [&str; 7] = ["#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"];

/// Reads the one sheet of a `.csv` file.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Fault> {
    let text = decode(bytes);
    if text.contains('\0') {
        return Err(NOT_TEXT);
    }
    let (delimiter, body) = delimiter(&text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(body.as_bytes());
    let mut lines = Lines { text: body, at: 0, line: 1 + text[..text.len() - body.len()].matches('\n').count() };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| NOT_TEXT)?;
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let cells = record.iter().take(WIDEST).map(|cell| match cell.trim() {
            "" => Value::Empty,
            error if ERRORS.contains(&error) => Value::Error(error.to_owned()),
            _ => Value::Text(cell.to_owned()),
        });
        rows.push(Row { number: lines.number(at), hidden: false, cells: cells.collect() });
    }
    Ok(vec![Sheet { name: name.to_owned(), hidden: false, from_1904: false, rows }])
}

/// Decodes by the byte order mark, else by the look of the bytes, else as Excel in England saves it: Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes).or_else(|| Some((wide(bytes)?, 0))) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => std::str::from_utf8(bytes)
            .map_or_else(|_| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), str::to_owned),
    }
}

/// Knows UTF-16 that does not say so by the empty half of the letters that England writes: more than half of the
/// letters at the beginning have it, always on the same side.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(2000)];
    let is_letter = |byte: u8| byte >= b' ' || byte.is_ascii_whitespace();
    let empty = |side: usize| start.chunks_exact(2).filter(|pair| pair[side] == 0 && is_letter(pair[1 - side])).count();
    let half = start.len() / 4;
    match (empty(0), empty(1)) {
        (0, low) if low > half => Some(UTF_16LE),
        (high, 0) if high > half => Some(UTF_16BE),
        _ => None,
    }
}

/// Finds the delimiter: Excel's own `sep=` line, else the mark that stands most often outside quotes
/// in the line that has most of it, so that a title above the columns does not decide.
fn delimiter(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some((mark @ (b',' | b';' | b'\t'), rest)) = rest.as_bytes().first().map(|mark| (*mark, &rest[1..]))
    {
        return (mark, rest);
    }
    let most = |mark: char| {
        let mut quoted = false;
        let (mut here, mut most) = (0, 0);
        for letter in text.chars().take(20_000) {
            match letter {
                '"' => quoted = !quoted,
                '\n' | '\r' if !quoted => here = 0,
                letter if letter == mark && !quoted => here += 1,
                _ => {}
            }
            most = most.max(here);
        }
        most
    };
    let marks = [(';', b';'), ('\t', b'\t'), (',', b',')];
    let found = marks.into_iter().max_by_key(|(mark, _)| most(*mark));
    (found.map_or(b',', |(_, byte)| byte), text)
}

/// Counts lines up to where records begin; records come in order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the record that begins at a byte; the reader counts blank lines before it as its own.
    fn number(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut start = start.max(self.at).min(bytes.len());
        while bytes.get(start).is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            start += 1;
        }
        for at in self.at..start {
            let ends = bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            self.line += usize::from(ends);
        }
        self.at = start;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: &[(usize, &[&str])]) {
        let sheets = read(bytes, "list").unwrap();
        let rows: Vec<(usize, Vec<String>)> =
            sheets[0].rows.iter().map(|row| (row.number, row.cells.iter().map(Value::text).collect())).collect();
        let expect: Vec<(usize, Vec<String>)> = expect
            .iter()
            .map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(rows, expect);
    }

    #[test]
    fn every_usual_encoding_is_found_by_itself() {
        let rows: &[(usize, &[&str])] = &[(1, &["Oisín", "£40"])];
        check("Oisín,£40".as_bytes(), rows);
        check("\u{feff}Oisín,£40".as_bytes(), rows);
        check(b"Ois\xedn,\xa340", rows);
        let wide = |bytes: fn(u16) -> [u8; 2]| "\u{feff}Oisín,£40".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        check(&wide(u16::to_le_bytes), rows);
        check(&wide(u16::to_be_bytes), rows);
        check(&wide(u16::to_le_bytes)[2..], rows);
        check(&wide(u16::to_be_bytes)[2..], rows);
    }

    #[test]
    fn comma_semicolon_and_tab_are_told_apart() {
        check(b"Tracker, of the county\nA;B;\"c,d,e\"", &[(1, &["Tracker, of the county"]), (2, &["A", "B", "c,d,e"])]);
        check(b"A\tB\n", &[(1, &["A", "B"])]);
        check(b"sep=;\nA;B,C\n", &[(2, &["A", "B,C"])]);
        check(b"alone", &[(1, &["alone"])]);
    }

    #[test]
    fn rows_keep_the_number_of_the_line_where_they_begin() {
        check(
            b"title\r\n\r\nA,\"two\r\nlines\"\r\nB,C\r\n",
            &[(1, &["title"]), (3, &["A", "two\r\nlines"]), (5, &["B", "C"])],
        );
    }
}
