//! A store to run the real binary on: made by it, filled through the library's one door.

use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::atomic::{AtomicU64, Ordering};

use ::mace;
use assert_cmd::Command;
use chrono::{DateTime, Utc};
use mace::model::change::CHANGE_VERSION;
use mace::model::id::PersonId;
use mace::model::request::Request;
use mace::session::Session;
use mace::store::Store;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use secrecy::SecretString;
use tempfile::TempDir;

pub use invented::{open_case, plan_meeting};

#[path = "../../src/session/tests/invented.rs"]
mod invented;

/// A passphrase strong enough for a real store.
pub const PASSPHRASE: &str = "kettle orbit mossy lantern";

/// A folder with perhaps a store in it.
pub struct Place {
    folder: TempDir,
}

/// What a run of the binary gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A store of Ann Example's, made by the binary.
    pub fn made() -> Self {
        let place = Self::empty();
        let store = place.store();
        place.run(&["new", store.to_str().unwrap(), "--role", "minute-taker", "--as", "Ann Example"]).done();
        place
    }

    /// A store with a live meeting in Mid on Robin Invented.
    pub fn meeting() -> Self {
        let place = Self::made();
        place.fill();
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn store(&self) -> PathBuf {
        self.path("county.mace")
    }

    /// The binary with nothing of the caller's environment.
    pub fn command(&self) -> Command {
        let mut command = Command::cargo_bin("mace").unwrap();
        command.env_clear().env("HOME", self.folder.path()).env("TMPDIR", self.folder.path());
        command.env("MACE_PASSPHRASE", PASSPHRASE);
        command
    }

    /// Runs a command on the store.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.command().env("MACE_STORE", self.store()).args(arguments).output().unwrap().into()
    }

    /// Runs a command on the store with something on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        let mut command = self.command();
        command.env("MACE_STORE", self.store()).args(arguments).write_stdin(input).output().unwrap().into()
    }

    /// Opens the store as a library user does; each time as another seat, for a seat's entries are its own.
    pub fn session(&self) -> Session {
        static SEATS: AtomicU64 = AtomicU64::new(4);
        let random = ChaCha20Rng::seed_from_u64(SEATS.fetch_add(1, Ordering::Relaxed));
        let folder = self.store();
        let key = Store::unlock(&folder, "ann-example", &SecretString::from(PASSPHRASE)).unwrap();
        let store = Store::open(&folder, &key, CHANGE_VERSION).unwrap();
        Session::open(store, &PersonId::new("ann-example"), random).unwrap()
    }

    /// Opens a case and starts a meeting on it.
    pub fn fill(&self) {
        let mut session = self.session();
        session.record(open_case("Robin Invented", "2012-04-01"), now()).unwrap();
        let case = session.shown().docs.cases.keys().next().unwrap().clone();
        session.record(plan_meeting([case], "Ann Example"), now()).unwrap();
        let meeting = session.shown().docs.meetings.keys().next().unwrap().clone();
        session.record(Request::StartMeeting(meeting), now()).unwrap();
    }
}

/// A moment of the meeting.
pub fn now() -> DateTime<Utc> {
    "2026-12-03T09:31:00Z".parse().unwrap()
}

/// The mode of a file or folder.
pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().unwrap().permissions().mode() & 0o777
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// The JSON on standard output.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap()
    }

    /// Asserts that it went well.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }

    /// Asserts one sentence of refusal that holds these words.
    #[track_caller]
    pub fn refused(&self, words: &[&str]) {
        assert_eq!(self.code, 1, "{}{}", self.out, self.err);
        assert_eq!(self.err.trim_end().lines().count(), 1, "{}", self.err);
        assert!(self.err.starts_with("mace: "), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "“{word}” is not in: {}", self.err);
        }
    }
}
