//! The fictional counties that are measured on: made once a run, and removed at its end.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use mace::demo::Scenario;
use mace::model::attendance::Mark;
use mace::model::change::CHANGE_VERSION;
use mace::model::county::Role;
use mace::model::id::{MeetingId, PersonId};
use mace::model::meeting::{Meeting, MeetingState};
use mace::model::request::Request;
use mace::sealing::fill_with_fiction;
use mace::session::{Session, Who};
use mace::store::{DatabaseKey, Store};
use mace::terms::ESSEX;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

/// Who made the counties, and works in them.
const PERSON: &str = "alex-demo";

static SMALL: LazyLock<County> = LazyLock::new(|| County::make(1, "1"));
static LARGE: LazyLock<County> = LazyLock::new(|| County::make(10, "10"));

/// A fictional county's store, closed.
pub struct County {
    folder: PathBuf,
    key: DatabaseKey,
}

impl County {
    /// The county of one year or of ten, made when it is first asked for.
    pub fn of(years: u32) -> &'static County {
        if years == 1 { &SMALL } else { &LARGE }
    }

    /// A county of one year of its own, for what would weigh on the others.
    pub fn own() -> County {
        County::make(1, "own")
    }

    /// Opens it as its person does, with the list of meetings and a seat.
    pub fn open(&self) -> Session {
        static OPENED: AtomicU64 = AtomicU64::new(0);
        let store = Store::open(&self.folder, &self.key, CHANGE_VERSION).unwrap();
        // Each session needs a seat of its own, and its name is drawn.
        let seed = OPENED.fetch_add(1, Ordering::Relaxed);
        let mut session = Session::open(store, &PersonId::new(PERSON), ChaCha20Rng::seed_from_u64(seed)).unwrap();
        session.take_seat(&self.folder, &self.key).unwrap();
        session.list_meetings(now().date_naive(), "").unwrap();
        session
    }

    fn make(years: u32, name: &str) -> County {
        let folder = room().join(format!("{name}.mace"));
        // What a run that was broken off has left.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(room()).unwrap();
        let mut random = ChaCha20Rng::seed_from_u64(u64::MAX);
        let key = DatabaseKey::generate(&mut random);
        let store = Store::create(&folder, &key, CHANGE_VERSION).unwrap();
        let who = Who { id: PersonId::new(PERSON), name: "Alex Demo".to_owned(), role: Role::MinuteTaker };
        let founded = now() - TimeDelta::days(366 * i64::from(years) + 100);
        let mut session = Session::begin(store, ESSEX, true, who, random, founded).unwrap();
        let today = now().date_naive();
        fill_with_fiction(&mut session, Scenario { seed: 1, years, today }, |_, _| {}).unwrap();
        County { folder, key }
    }
}

/// Removes what was made.
pub fn remove_all() {
    let _ = fs::remove_dir_all(room());
}

fn room() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench")
}

/// The first area's slug.
pub const AREA: &str = "mid";

/// The moment: just after the first area's Part 1 meeting begins.
pub fn now() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 12, 3).and_then(|day| day.and_hms_opt(9, 31, 0)).unwrap().and_utc()
}

/// Today's meeting of the first area.
pub fn today(session: &mut Session) -> MeetingId {
    found(session, |date| date == now().date_naive())
}

/// The latest meeting of the first area before today's, loaded with its children.
pub fn latest_past(session: &mut Session) -> MeetingId {
    let meeting = found(session, |date| date < now().date_naive());
    session.open_meeting(&meeting).unwrap();
    meeting
}

/// Today's meeting of the first area: live, everybody present, and open in the session.
pub fn live(session: &mut Session) -> Meeting {
    let id = today(session);
    session.open_meeting(&id).unwrap();
    let meeting = session.shown().docs.meetings[&id].clone();
    if meeting.state == MeetingState::Planned || meeting.state == MeetingState::AgendaCirculated {
        let seats = meeting.seats.iter().map(|seat| seat.address.clone()).collect();
        session.record(Request::StartMeeting(id.clone()), now()).unwrap();
        session.record(Request::Mark { meeting: id.clone(), seats, mark: Mark::Present }, now()).unwrap();
    }
    session.shown().docs.meetings[&id].clone()
}

/// The latest Part 1 meeting of the first area on a day that fits.
fn found(session: &Session, day: impl Fn(NaiveDate) -> bool) -> MeetingId {
    let lobby = session.shown().lobby.iter();
    let fits = lobby.filter(|row| row.area == AREA && row.part == 1 && day(row.date));
    fits.max_by_key(|row| row.date).unwrap().id.clone()
}
