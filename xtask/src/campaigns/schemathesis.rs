//! `cargo xtask schemathesis`: the API of a served demonstration, asked by schemathesis whatever its description allows, and
//! what it does not.

use crate::{
    failure::{Failure, Outcome, While},
    metadata, steps,
};
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// The version that was last tried.
const VERSION: &str = "4.32.5";
/// Who asks: the office of the whole, with the password of every demonstration.
const SIGN_IN: &str = "login=office&password=earnest-demo";

/// Runs it against a program that was built already, or builds one.
pub fn run(program: Option<&str>) -> Outcome {
    let root = metadata::root();
    let folder = root.join("target/schemathesis");
    fs::create_dir_all(&folder).while_trying("make a folder")?;
    let tool = provide(&root)?;
    let program = match program {
        Some(program) => fs::canonicalize(program).while_trying("find the program")?,
        None => {
            steps::run(
                Command::new("cargo").args(["build", "--release", "-p", "earnest"]).current_dir(&root),
            )?;
            metadata::target()?.join("release/earnest")
        }
    };
    let register = folder.join("demo.sqlite");
    let database = format!("sqlite:{}", register.display());
    if !register.is_file() {
        steps::run(Command::new(&program).args(["demo", "--no-serve", "--database", &database]))?;
    }
    let served = Served::start(&program, &database)?;
    let session = served.sign_in()?;
    let description = format!("http://{}/api/v1/openapi.json", served.address);
    let mut asks = Command::new(tool);
    asks.arg("--config-file").arg(root.join("xtask/schemathesis.toml"));
    asks.args([
        "run",
        &description,
        "--checks",
        "all",
        "--no-color",
        "--report",
        "junit",
        "--seed",
        "20150601",
    ]);
    steps::run(asks.env("EARNEST_SESSION", session).current_dir(&folder))
}

/// The tool: one that is there, or one that pip brings beside the others.
fn provide(root: &Path) -> Outcome<PathBuf> {
    if steps::answer("schemathesis", &["--version"]).is_some() {
        return Ok("schemathesis".into());
    }
    let venv = root.join("target/tools/schemathesis");
    let tool = venv.join("bin/schemathesis");
    if !tool.is_file() {
        steps::run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        let package = format!("schemathesis=={VERSION}");
        steps::run(Command::new(venv.join("bin/pip")).args(["install", "--quiet", &package]))?;
    }
    Ok(tool)
}

/// A served register; it ends when dropped.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(program: &Path, database: &str) -> Outcome<Self> {
        let arguments = ["serve", "--database", database, "--listen", "127.0.0.1:0"];
        let mut command = Command::new(program);
        command.args(arguments).stdout(Stdio::piped()).stdin(Stdio::null());
        let mut child = command.spawn().while_trying("serve the demonstration")?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line).while_trying("read where it is served")?;
        }
        match line.trim().strip_prefix("http://") {
            Some(address) => Ok(Self { child, address: address.to_owned() }),
            None => Err(Failure::new(format!("the program did not say where it serves: {line}"))),
        }
    }

    /// The token of a session.
    fn sign_in(&self) -> Outcome<String> {
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{SIGN_IN}",
            self.address,
            SIGN_IN.len()
        );
        let mut stream = TcpStream::connect(&self.address).while_trying("reach the server")?;
        stream.write_all(request.as_bytes()).while_trying("sign in")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).while_trying("sign in")?;
        session(&String::from_utf8_lossy(&answer)).ok_or_else(|| Failure::new("the sign-in was refused"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that has gone needs no ending.
        let _gone = self.child.kill().and_then(|()| self.child.wait());
    }
}

fn session(answer: &str) -> Option<String> {
    let mut cookies = answer.lines().filter_map(|line| line.split_once(": "));
    cookies.find_map(|(name, value)| {
        let value =
            value.strip_prefix("earnest_session=").filter(|_| name.eq_ignore_ascii_case("set-cookie"));
        value.and_then(|value| value.split(';').next()).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::session;

    #[test]
    fn the_session_is_found_among_the_cookies() {
        let answer =
            "HTTP/1.1 303 See Other\r\nSet-Cookie: a=b\r\nset-cookie: earnest_session=abc; Path=/\r\n\r\n";
        assert_eq!(session(answer).as_deref(), Some("abc"));
        assert_eq!(session("HTTP/1.1 422 x\r\n\r\n"), None);
    }
}
