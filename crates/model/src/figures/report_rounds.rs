//! A template may speak of more rounds than the programme has that is told: what it says of a round that there is not is left
//! out of the report, a column of a table or a clause of a sentence at a time.

/// The template without what it says of rounds that there are not.
pub fn of_rounds(template: &str, rounds: &[i32]) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut table: Vec<&str> = Vec::new();
    let lines: Vec<&str> = template.split('\n').collect();
    for (place, line) in lines.iter().enumerate() {
        if line.trim_start().starts_with('|') {
            table.push(line);
            let ends = lines.get(place + 1).is_none_or(|next| !next.trim_start().starts_with('|'));
            if ends {
                kept.extend(of_table(&std::mem::take(&mut table), rounds));
            }
            continue;
        }
        let said: String = clauses(line).into_iter().filter(|clause| !is_of_none(clause, rounds)).collect();
        if line.trim().is_empty() || !said.trim().is_empty() {
            kept.push(if said.len() == line.len() { said } else { said.trim_start().to_owned() });
        }
    }
    kept.join("\n")
}

/// The figures of a text: what stands between two braces and two braces.
fn figures(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(inside, _)| inside)
}

/// Whether a figure names a round that there is not, of the programme that is told.
fn names_none(figure: &str, rounds: &[i32]) -> bool {
    let elsewhere =
        figure.contains("organiser=") || figure.contains("programme=") || figure.contains("scope=");
    let named = figure.split_whitespace().filter_map(|word| word.strip_prefix("round="));
    !elsewhere && named.filter_map(|word| word.parse().ok()).any(|number: i32| !rounds.contains(&number))
}

/// Whether a text has a figure of a round that there is not.
fn is_of_none(text: &str, rounds: &[i32]) -> bool {
    figures(text).any(|figure| names_none(figure, rounds))
}

/// The clauses of a line, each with the sign that ends it; no sign within a figure ends one.
fn clauses(line: &str) -> Vec<&str> {
    let (mut found, mut from, mut within) = (Vec::new(), 0, false);
    for (at, sign) in line.char_indices() {
        let rest = line.get(at..).unwrap_or_default();
        if rest.starts_with("{{") {
            within = true;
        } else if rest.starts_with("}}") {
            within = false;
        }
        let ends = matches!(sign, '。' | '；' | ';') || rest.starts_with(". ");
        if ends && !within {
            let until = at + sign.len_utf8();
            found.extend(line.get(from..until));
            from = until;
        }
    }
    found.extend(line.get(from..).filter(|rest| !rest.is_empty()));
    found
}

/// A table without the columns all of whose figures are of rounds that there are not; none if nothing but names would be left.
fn of_table(lines: &[&str], rounds: &[i32]) -> Vec<String> {
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_start_matches('|');
        line.strip_suffix('|').unwrap_or(line).split('|').map(str::to_owned).collect()
    };
    let rows: Vec<Vec<String>> = lines.iter().map(|line| cells(line)).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let is_left_out = |column: &usize| {
        let of_column = rows.iter().filter_map(|row| row.get(*column)).flat_map(|cell| figures(cell));
        let of_none: Vec<bool> = of_column.map(|figure| names_none(figure, rounds)).collect();
        !of_none.is_empty() && of_none.into_iter().all(|none| none)
    };
    let kept: Vec<usize> = (0..columns).filter(|column| !is_left_out(column)).collect();
    if kept.len() == columns {
        return lines.iter().map(|line| (*line).to_owned()).collect();
    }
    if kept.len() < 2 {
        return Vec::new();
    }
    let row = |row: &Vec<String>| {
        let cells = kept.iter().map(|column| row.get(*column).map_or("", String::as_str));
        format!("|{}|", cells.collect::<Vec<_>>().join("|"))
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "# Report\n\nDue: {{plans-due}}.\n\n| | One | Two |\n|---|---|---|\n\
        | Checks | {{spot-checks round=1}} | {{spot-checks round=2}} |\n\n\
        Both drew {{sum spot-checks round=1 + spot-checks round=2}}; {{units-spot-checked}} units in all. \
        Elsewhere {{spot-checks organiser=A round=2}}.\n\nRound 2: {{seminars-held round=2}}.\nEnd\n";

    #[test]
    fn what_is_said_of_rounds_that_there_are_not_is_left_out_and_nothing_else() {
        assert_eq!(of_rounds(TEMPLATE, &[1, 2, 3]), TEMPLATE);
        assert_eq!(
            of_rounds(TEMPLATE, &[1]),
            "# Report\n\nDue: {{plans-due}}.\n\n| | One |\n|---|---|\n| Checks | {{spot-checks round=1}} |\n\n\
             {{units-spot-checked}} units in all. Elsewhere {{spot-checks organiser=A round=2}}.\n\nEnd\n"
        );
        assert!(!of_rounds(TEMPLATE, &[]).contains('|'), "a table of names alone is none");
        assert_eq!(of_rounds("前两轮{{sum a round=1 + a round=2}}次；共{{b}}个。", &[1]), "共{{b}}个。");
    }
}
