//! The manual page, from the same declaration as `--help`.

use crate::settings;
use clap::Command;

/// The page as roff, `earnest(1)`.
pub fn page(all: &Command) -> String {
    let mut command = all.clone();
    command.build();
    let version = command.get_version().unwrap_or_default();
    let mut text = format!(".TH EARNEST 1 \"\" \"earnest {}\" \"Earnest\"\n", escaped(version));
    text += ".SH NAME\nearnest \\- ";
    text += &escaped(&about(&command));
    text += "\n.SH SYNOPSIS\n.B earnest\n.I COMMAND\n[options]\n.SH COMMANDS\n";
    commands(&command, "earnest", &mut text);
    text += ".SH SETTINGS OF SERVE\nThe line goes before the environment, the environment before the file of \\fB\\-\\-config\\fR.\n";
    for setting in settings::all(&command) {
        text += &format!(".TP\n.B {}\n", escaped(&setting.line));
        text += &escaped(&setting.what);
        text += &format!(" Environment: {}.", escaped(&setting.environment));
        if !setting.default.is_empty() {
            text += &format!(" Without it: {}.", escaped(&setting.default));
        }
        text.push('\n');
    }
    text += ".SH FILES\n.TP\n.I /etc/earnest/earnest.toml\nThe settings of the service.\n";
    text += ".TP\n.I /etc/earnest/environment\nIts secrets.\n.TP\n.I /var/lib/earnest\nThe register and its files.\n";
    text
}

fn commands(command: &Command, path: &str, text: &mut String) {
    let shown = |child: &&Command| !child.is_hide_set() && child.get_name() != "help";
    for child in command.get_subcommands().filter(shown) {
        let path = format!("{path} {}", child.get_name());
        if child.get_subcommands().next().is_some() {
            commands(child, &path, text);
            continue;
        }
        *text += &format!(".TP\n.B {}\n{}\n", escaped(&path), escaped(&about(child)));
    }
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// Text on one line in which nothing is a word of roff.
fn escaped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn every_command_and_every_setting_of_the_server_stands_in_the_manual() {
        let page = page(&crate::Cli::command());
        for wanted in
            [".TH EARNEST 1", ".B earnest units import\n", "\\-\\-page\\-seconds SECONDS", "EARNEST_WATCH"]
        {
            assert!(page.contains(wanted), "{wanted}\n{page}");
        }
        assert!(!page.contains("earnest docs"), "what is hidden stays hidden");
        assert!(page.lines().all(|line| !line.starts_with("..")), "{page}");
    }

    #[test]
    fn no_text_is_taken_for_a_word_of_roff() {
        assert_eq!(escaped(".x \\ a-b\n c"), "\\&.x \\e a\\-b c");
    }
}
