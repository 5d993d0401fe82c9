//! The settings of `earnest serve`: on the command line, in the environment, in one file. What stands nearer to the start
//! of the program goes first: the line, then the environment, then the file, then what is set without any of them.

use crate::failure::Failure;
use clap::{
    Arg, ArgMatches, Command,
    error::{ContextKind, ContextValue, ErrorKind},
    parser::ValueSource,
};
use std::{
    error::Error as _,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};
use toml::{Table, Value};

/// The command whose settings may stand in a file.
const COMMAND: &str = "serve";
/// The argument that names the file.
const FILE: &str = "config";

/// What the program was called with, with what the file of settings says put in where neither the line nor the environment
/// says anything. Without such a file it is what the program was called with.
pub fn with_file(command: &Command, called: Vec<OsString>) -> Result<Vec<OsString>, Failure> {
    let Some(serve) = command.find_subcommand(COMMAND) else { return Ok(called) };
    // What is missing may stand in the file; what is wrong is told when everything is there.
    let lenient = command.clone().ignore_errors(true).try_get_matches_from(&called);
    let Some((COMMAND, given)) = lenient.as_ref().ok().and_then(ArgMatches::subcommand) else {
        return Ok(called);
    };
    let Some(path) = given.get_one::<PathBuf>(FILE) else { return Ok(called) };
    let stands = stands_in(path, serve)?;
    let before = called.len();
    let mut whole = called;
    for (argument, value) in stands {
        let source = given.value_source(argument.get_id().as_str());
        if matches!(source, Some(ValueSource::CommandLine | ValueSource::EnvVariable)) {
            continue;
        }
        let name = argument.get_long().unwrap_or_default();
        whole.push(format!("--{name}={value}").into());
    }
    fits(command, &whole, before).map_err(|why| Failure::new(format!("{}: {why}", path.display())))?;
    Ok(whole)
}

/// Whether what the file put in from place `from` on is what its settings want. What is wrong there is told as what stands in
/// the file, by its name there, and never as an option that nobody wrote.
fn fits(command: &Command, whole: &[OsString], from: usize) -> Result<(), String> {
    let Err(fault) = command.clone().try_get_matches_from(whole) else { return Ok(()) };
    let told = |kind: ContextKind| match fault.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    let option = told(ContextKind::InvalidArg).split(['=', ' ', '[']).next().unwrap_or_default();
    let by_file = |word: &OsString| word.to_str().and_then(|word| word.split('=').next()) == Some(option);
    if !whole.iter().skip(from).any(by_file)
        || !matches!(fault.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation)
    {
        return Ok(());
    }
    let name = option.trim_start_matches('-');
    let why = fault.source().map(|why| format!(": {why}")).unwrap_or_default();
    Err(format!("`{name}` can't be `{}`{why}", told(ContextKind::InvalidValue)))
}

/// The settings that stand in a file, each with its argument.
fn stands_in<'c>(path: &Path, serve: &'c Command) -> Result<Vec<(&'c Arg, String)>, Failure> {
    let fail = |why: String| Failure::new(format!("{}: {why}", path.display()));
    let text = fs::read_to_string(path).map_err(|fault| fail(fault.to_string()))?;
    let table: Table = text.parse().map_err(|fault: toml::de::Error| fail(fault.to_string()))?;
    let mut stands = Vec::new();
    for (name, value) in &table {
        let argument = of_file(serve).find(|argument| argument.get_long() == Some(name));
        let Some(argument) = argument else {
            let all: Vec<_> = of_file(serve).filter_map(Arg::get_long).collect();
            return Err(fail(format!("`{name}` is no setting; there are {}", all.join(", "))));
        };
        let values = written(value).ok_or_else(|| {
            fail(format!("`{name}`: a text, a whole number, true, false or a list of texts is wanted"))
        })?;
        stands.extend(values.into_iter().map(|value| (argument, value)));
    }
    Ok(stands)
}

/// A value as it stands on the line, or one of each.
fn written(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Integer(number) => Some(vec![number.to_string()]),
        Value::Boolean(yes) => Some(vec![yes.to_string()]),
        Value::Array(list) => list.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// The settings that may stand in the file: all but the file itself.
fn of_file(serve: &Command) -> impl Iterator<Item = &Arg> {
    serve
        .get_arguments()
        .filter(|argument| argument.get_long().is_some())
        .filter(|argument| !matches!(argument.get_id().as_str(), FILE | "help" | "version"))
}

/// A setting as it is told in documents.
pub struct Setting {
    /// Its name in the file; empty for the file itself.
    pub in_file: String,
    /// Its name in the environment.
    pub environment: String,
    /// How it is written on the line.
    pub line: String,
    /// What it is.
    pub what: String,
    /// What holds without it; empty for nothing.
    pub default: String,
}

/// The settings of the server. `command` is the whole one, built.
pub fn all(command: &Command) -> Vec<Setting> {
    let arguments = command.find_subcommand(COMMAND).into_iter().flat_map(Command::get_arguments);
    let mut all = Vec::new();
    for argument in arguments {
        let Some(long) = argument.get_long().filter(|long| !matches!(*long, "help" | "version")) else {
            continue;
        };
        let value = argument.get_value_names().and_then(|names| names.first());
        let value = value.filter(|_| argument.get_action().takes_values());
        let what = argument.get_long_help().or(argument.get_help()).map(ToString::to_string);
        let default: Vec<_> =
            argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
        all.push(Setting {
            in_file: if long == FILE { String::new() } else { long.to_owned() },
            environment: argument
                .get_env()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            line: value.map_or_else(|| format!("--{long}"), |value| format!("--{long} {value}")),
            what: what.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
            default: default.join(", "),
        });
    }
    all
}

/// The table of the settings for the documents.
pub fn table(command: &Command) -> String {
    let mut command = command.clone();
    command.build();
    let mut lines = vec![
        "| in the file | environment | line | what it is | without it |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    lines.extend(all(&command).iter().map(|setting| {
        format!(
            "| {} | {} | {} | {} | {} |",
            code(&setting.in_file),
            code(&setting.environment),
            code(&setting.line),
            setting.what.replace('|', "\\|"),
            setting.default,
        )
    }));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn called(more: &[&str], file: Option<&str>) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("earnest.toml");
        let mut line: Vec<OsString> = ["earnest", "serve"].map(OsString::from).to_vec();
        if let Some(file) = file {
            fs::write(&path, file).unwrap();
            line.extend([OsString::from("--config"), path.into_os_string()]);
        }
        line.extend(more.iter().map(OsString::from));
        let whole = with_file(&crate::Cli::command(), line).map_err(|fault| fault.to_string())?;
        Ok(whole.into_iter().skip(2).map(|word| word.into_string().unwrap()).collect())
    }

    fn from_file(more: &[&str], file: &str) -> Vec<String> {
        called(more, Some(file)).unwrap().into_iter().skip(2 + more.len()).collect()
    }

    #[test]
    fn what_the_file_says_goes_behind_what_the_line_says() {
        let file =
            "database = \"sqlite:a\"\nidle = 30\nhttps = true\nhost = [\"a.example\", \"b.example\"]\n";
        assert_eq!(
            from_file(&[], file),
            ["--database=sqlite:a", "--host=a.example", "--host=b.example", "--https=true", "--idle=30"]
        );
        let given = ["--idle", "90", "--host=c.example", "--database=sqlite:b", "--https=false"];
        assert_eq!(from_file(&given, file), [""; 0], "all of it is said on the line");
    }

    #[test]
    fn a_setting_that_there_is_not_is_named_and_so_is_one_of_another_kind() {
        let said = called(&[], Some("prot = 1\n")).unwrap_err();
        assert!(said.contains("`prot` is no setting") && said.contains("listen"), "{said}");
        let said = called(&[], Some("[host]\na = 1\n")).unwrap_err();
        assert!(said.contains("`host`: a text"), "{said}");
        assert!(called(&[], Some("config = \"x\"\n")).is_err(), "a file names no other file");
    }

    #[test]
    fn a_value_that_does_not_fit_is_told_as_it_stands_in_the_file() {
        let said = called(&["--database=sqlite:r"], Some("connections = \"many\"\n")).unwrap_err();
        assert!(
            said.contains("earnest.toml: `connections` can't be `many`") && !said.contains("--"),
            "{said}"
        );
        let said = called(&["--database=sqlite:r"], Some("log = \"loud\"\n")).unwrap_err();
        assert!(said.contains("`log` can't be `loud`") && said.contains("trace"), "{said}");
        // What is wrong on the line is told as what stands on the line.
        assert!(called(&["--idle=never", "--database=sqlite:r"], Some("connections = 9\n")).is_ok());
    }

    #[test]
    fn without_a_file_nothing_is_put_in() {
        assert_eq!(called(&["--idle", "90"], None).unwrap(), ["--idle", "90"]);
    }

    #[test]
    fn every_setting_has_its_name_in_the_environment_and_its_words() {
        let command = crate::Cli::command();
        let serve = command.find_subcommand(COMMAND).unwrap();
        for argument in serve.get_arguments() {
            let long = argument.get_long().unwrap();
            let environment = argument.get_env().map(|name| name.to_string_lossy().into_owned());
            let wanted = format!("EARNEST_{}", long.to_uppercase().replace('-', "_"));
            assert_eq!(environment, Some(wanted), "--{long}");
            assert!(argument.get_help().is_some(), "--{long}");
        }
    }
}
