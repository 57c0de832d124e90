//! A fictional county to open the program on: made once, copied for each test.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use portable_pty::CommandBuilder;
use serde_json::Value;
use tempfile::TempDir;

use crate::terminal::{DOWN, ENTER, ESC, Terminal};

const MACE: &str = env!("CARGO_BIN_EXE_mace");

/// Two minutes before the county's meeting begins.
pub const NOW: &str = "2026-12-03T09:28";

/// The meeting of that day.
pub const MEETING: &str = "mid-1-2026-12-03";

const PERSON: &str = "Ann Example";

/// The chair, who has a key once [`County::open_for_chair`] gave one.
pub const CHAIR: &str = "Bo Example";
pub const PASSPHRASE: &str = "demo";

/// A copy of the county, with nothing of the caller's environment around it.
pub struct County {
    folder: TempDir,
}

impl County {
    /// The county as it stands before its meeting.
    pub fn new() -> County {
        static MADE: OnceLock<County> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let county = County::nowhere();
            let store = county.store();
            let store = store.to_str().unwrap();
            let made = county
                .command(&["new", store, "--as", PERSON, "--role", "minute-taker", "--demo", "--now", NOW])
                .output()
                .unwrap();
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
            county
        });
        let county = County::nowhere();
        copy(&made.store(), &county.store());
        county
    }

    /// No store at all.
    pub fn nowhere() -> County {
        County { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn store(&self) -> PathBuf {
        self.path("county.mace")
    }

    /// Opens the program.
    pub fn open(&self, columns: u16, rows: u16) -> Terminal {
        self.open_with(&[], columns, rows)
    }

    /// The names of every child of the county, whole and word by word.
    pub fn names(&self) -> Vec<String> {
        let cases = self.show(&["cases"]);
        let names = cases.as_array().unwrap().iter().map(|case| case["name"].as_str().unwrap());
        let words = names.flat_map(|name| std::iter::once(name).chain(name.split([' ', '-'])));
        words.filter(|word| word.chars().count() > 1).map(str::to_owned).collect()
    }

    /// Opens the program in an environment with something more.
    pub fn open_with(&self, environment: &[(&str, &str)], columns: u16, rows: u16) -> Terminal {
        let mut command = self.program(MACE, environment);
        command.args(["--now", NOW]);
        Terminal::start(command, columns, rows)
    }

    /// Opens the program under the real clock, as a store that is not fictional asks for.
    pub fn open_really(&self, environment: &[(&str, &str)], columns: u16, rows: u16) -> Terminal {
        Terminal::start(self.program(MACE, environment), columns, rows)
    }

    /// Opens the room view, which follows the live meeting.
    pub fn follow(&self, columns: u16, rows: u16) -> Terminal {
        let mut command = self.program(MACE, &[]);
        command.args(["--follow", "--now", NOW]);
        Terminal::start(command, columns, rows)
    }

    /// Gives the chair a key of their own, and opens the program for them.
    #[track_caller]
    pub fn open_for_chair(&self, columns: u16, rows: u16) -> Terminal {
        let chair = [("MACE_NEW_PASSPHRASE", "orbit")];
        self.run_with(&chair, &["person", "add", CHAIR, "--role", "chair", "--now", NOW]);
        self.open_with(&[("MACE_PERSON", CHAIR), ("MACE_PASSPHRASE", "orbit")], columns, rows)
    }

    /// Opens the program through a shell script, in which `$0` is the program.
    pub fn open_by(&self, script: &str, columns: u16, rows: u16) -> Terminal {
        let mut command = self.program("/bin/sh", &[]);
        command.args(["-c", script, MACE, "--now", NOW]);
        Terminal::start(command, columns, rows)
    }

    /// Opens the program, starts the meeting and turns to its first case, everybody being present.
    #[track_caller]
    pub fn at_first_case(&self, columns: u16, rows: u16) -> Terminal {
        let mut terminal = self.open(columns, rows);
        terminal.sees("f filters").then("s", "Welcome, introductions and apologies").then("r", "not marked");
        terminal.then("P", "0 not marked").keys(ESC).misses("0 not marked");
        terminal.then("j", "Review of the action log").keys(&DOWN.repeat(4)).then(ENTER, "Recorded").sees("not asked");
        terminal
    }

    /// Opens `mace demo`, which needs no store.
    pub fn demo(&self, columns: u16, rows: u16) -> Terminal {
        let mut command = self.program(MACE, &[]);
        command.env_remove("MACE_STORE");
        command.env_remove("MACE_PASSPHRASE");
        command.arg("demo");
        Terminal::start(command, columns, rows)
    }

    /// Runs a command on the store, and gives what it printed.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> String {
        self.run_with(&[], arguments)
    }

    /// Runs a command on the store in an environment with something more, and gives what it printed.
    #[track_caller]
    pub fn run_with(&self, environment: &[(&str, &str)], arguments: &[&str]) -> String {
        let mut command = self.command(arguments);
        command.env("MACE_STORE", self.store()).envs(environment.iter().copied());
        let Output { status, stdout, stderr } = command.output().unwrap();
        assert!(status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    /// What `show … --json` says.
    #[track_caller]
    pub fn show(&self, what: &[&str]) -> Value {
        serde_json::from_str(&self.run(&[&["show"], what, &["--json", "--now", NOW]].concat())).unwrap()
    }

    /// Records a capture line on the first case, as another program would.
    #[track_caller]
    pub fn records(&self, line: &str) {
        let mut recording = self.recording();
        writeln!(recording.stdin.take().unwrap(), "{line}").unwrap();
        assert!(recording.wait().unwrap().success(), "{line}");
    }

    /// Another program that records the capture lines it reads, on the first case.
    pub fn recording(&self) -> Child {
        let mut command = self.command(&["record", "--meeting", MEETING, "--item", "5", "--now", NOW]);
        command.env("MACE_STORE", self.store()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
    }

    /// What `verify` says of the store, which must be sound.
    #[track_caller]
    pub fn is_sound(&self) {
        let said = self.run(&["verify"]);
        assert!(said.contains("Sound: "), "{said}");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(MACE);
        command.env_clear().envs(self.environment()).args(arguments);
        command
    }

    fn program(&self, program: &str, more: &[(&str, &str)]) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.cwd(self.folder.path());
        command.env("MACE_STORE", self.store());
        command.env("TERM", "xterm-256color");
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        for (name, value) in more {
            command.env(name, value);
        }
        command
    }

    fn environment(&self) -> [(&'static str, String); 5] {
        let home = self.folder.path().to_str().unwrap().to_owned();
        [
            ("HOME", home.clone()),
            ("TMPDIR", home),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("MACE_PERSON", PERSON.to_owned()),
            ("MACE_PASSPHRASE", PASSPHRASE.to_owned()),
        ]
    }
}

fn copy(from: &Path, to: &Path) {
    let same = |path: &Path| std::fs::set_permissions(path, std::fs::metadata(from).unwrap().permissions()).unwrap();
    if from.is_file() {
        std::fs::copy(from, to).unwrap();
        return same(to);
    }
    std::fs::create_dir(to).unwrap();
    for found in std::fs::read_dir(from).unwrap() {
        let name = found.unwrap().file_name();
        copy(&from.join(&name), &to.join(&name));
    }
    same(to);
}
