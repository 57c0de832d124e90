//! What holds for every capture and every line.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use proptest::prelude::*;

use super::{Room, at};
use crate::model::action::{Answer, Unmet};
use crate::model::attendance::Mark;
use crate::model::capture::{Call, Capture, bang, complete, find_seat, lint, plain, preview, switch};
use crate::model::case::Outcome;
use crate::model::dissent_path::DissentAnswer;
use crate::model::id::Address;
use crate::model::said::{DissentState, Mode, Whose};
use crate::model::wording::Wordings;
use crate::terms::Word;

static ROOM: LazyLock<Room> = LazyLock::new(Room::new);
static WORDINGS: LazyLock<Wordings> = LazyLock::new(|| Wordings::of(&ROOM.terms));

/// Words that mean something to the parser somewhere, and some that only look like it.
const TRICKY: &[&str] = &[
    "by",
    "By",
    "by,",
    "fri",
    "14",
    "jan",
    "2027",
    "14/1",
    "in",
    "2",
    "weeks",
    "next",
    "working",
    "day",
    "meeting",
    "tomorrow",
    "+5wd",
    "@yos",
    "@",
    "@home",
    "@police/mplo",
    "#1",
    "#",
    "#support",
    "\\",
    "\\by",
    "\\\\",
    "\"",
    "“",
    "”",
    "\"a\"",
    "“b”",
    "because",
    "because,",
    "nil",
    "nil.",
    "none",
    "A3",
    "a12",
    "A3,",
    "done",
    "carry",
    "to",
    "not",
    "not-done",
    "resolved",
    "Escalated:",
    "noted",
    "review",
    "close",
    "sub",
    "late",
    "found",
    "from",
    "missing",
    "venue",
    "child",
    "u",
    "a",
    "x",
    "!",
    "é",
    "👩‍👧",
    "ﬁ",
    "\u{301}",
    "\u{feff}",
    "…",
    "-",
    "–",
    "22:10",
];

/// Words that the parser takes together.
const PHRASES: &[&str] = &[
    "by fri",
    "by 14 jan",
    "by next meeting",
    "by in 2 weeks",
    "none because \"x\"",
    "none because",
    "A3 done",
    "to 3 dec 06:30",
    "@yos visit #support",
    "\"quoted whole\"",
    "not done",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![3 => prop::sample::select(TRICKY).prop_map(str::to_owned), 1 => "\\PC{1,6}", 1 => ".{1,4}"]
}

fn phrase() -> impl Strategy<Value = String> {
    prop_oneof![4 => word(), 1 => prop::sample::select(PHRASES).prop_map(str::to_owned)]
}

/// A text with words in it, white space of every kind among them.
fn text() -> impl Strategy<Value = String> {
    let space = prop::sample::select(&[" ", "  ", "\n", "\t", "\r\n", "\u{a0}"][..]);
    let several = prop::collection::vec((phrase(), space), 1..9)
        .prop_map(|words| words.into_iter().fold(String::new(), |text, (word, space)| text + &word + space));
    // Much of what is special is so only where nothing else stands beside it.
    let alone = prop::sample::select([TRICKY, PHRASES].concat()).prop_map(str::to_owned);
    prop_oneof![1 => alone, 3 => several].prop_filter("has words", |text| !text.trim().is_empty())
}

fn maybe_text() -> impl Strategy<Value = String> {
    prop_oneof![1 => Just(String::new()), 4 => text()]
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0u64..40_000).prop_map(|days| at("1990-01-01") + Days::new(days))
}

fn time() -> impl Strategy<Value = NaiveTime> {
    (0u32..86_400).prop_map(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap())
}

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    (date(), time()).prop_map(|(date, time)| date.and_time(time))
}

fn seat() -> impl Strategy<Value = Address> {
    prop::sample::select(ROOM.seats.iter().map(|seat| seat.address.clone()).collect::<Vec<_>>())
}

/// A seat, or a post that has none.
fn owner() -> impl Strategy<Value = Address> {
    let posts = ROOM.terms.agencies.iter().flat_map(|a| a.designations.iter().map(move |d| (&a.slug, &d.slug)));
    let unseated = posts.filter(|(agency, designation)| {
        !ROOM.seats.iter().any(|s| (s.address.agency(), s.address.designation()) == (agency, designation))
    });
    let unseated: Vec<_> = unseated.map(|(agency, post)| Address::new(format!("{agency}/{post}"))).collect();
    prop_oneof![seat(), prop::sample::select(unseated)]
}

fn listed(list: &'static [Word]) -> impl Strategy<Value = String> {
    prop::sample::select(list).prop_map(|word| word.name)
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let lists = &ROOM.terms.vocabulary;
    let area = prop::sample::select(ROOM.terms.areas.iter().map(|area| area.slug.clone()).collect::<Vec<_>>());
    prop_oneof![
        date().prop_map(|date| Outcome::Review { date }),
        (listed(&lists.closure), prop::option::of(listed(&lists.reason_reduced)))
            .prop_map(|(outcome, reason_reduced)| Outcome::Close { outcome, reason_reduced }),
        (area, date()).prop_map(|(area, date)| Outcome::Transfer { area, date }),
    ]
}

fn unmet() -> impl Strategy<Value = Unmet> {
    let word = prop::sample::select(&ROOM.terms.vocabulary.not_done[..]);
    word.prop_map(|word| Unmet { name: word.name, by_agency: word.by_agency })
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        text().prop_map(|outcome| Answer::Done { outcome }),
        (date(), maybe_text()).prop_map(|(to, because)| Answer::Carry { to, because, asked_by: String::new() }),
        (text(), prop::option::of(unmet())).prop_map(|(because, kind)| Answer::NotDone { because, kind }),
    ]
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        Just(Call::Mark(Mark::Present)),
        Just(Call::Mark(Mark::Absent)),
        prop::option::of(maybe_text()).prop_map(|substitute| Call::Mark(Mark::Apologies { substitute })),
        time().prop_map(Call::Late),
        time().prop_map(Call::Left),
    ]
}

fn episode() -> impl Strategy<Value = Capture> {
    let lists = &ROOM.terms.vocabulary;
    let stay = prop::option::of(0i64..100_000);
    let from = prop::option::of(listed(&lists.missing_from));
    (moment(), stay, from, prop::option::of(maybe_text())).prop_map(|(from, minutes, missing_from, found)| {
        let until = minutes.map(|minutes| from + chrono::Duration::minutes(minutes));
        Capture::Missing { from, until, missing_from, found }
    })
}

fn said() -> impl Strategy<Value = Capture> {
    let mode = prop_oneof![Just(Mode::Spoken), Just(Mode::Written)];
    let whose = || prop_oneof![Just(Whose::Child), Just(Whose::Parent)];
    let state = prop::sample::select(
        [DissentState::Noted, DissentState::Resolved, DissentState::Escalated, DissentState::Closed].as_slice(),
    );
    prop_oneof![
        (seat(), maybe_text(), any::<bool>(), mode).prop_map(|(seat, text, nil, mode)| {
            let nil = nil || text.is_empty();
            Capture::Update { seat, text, nil, mode }
        }),
        text().prop_map(|text| Capture::Discussion { text }),
        (seat(), text()).prop_map(|(seat, text)| Capture::Dissent { seat, text }),
        (seat(), maybe_text(), maybe_text(), state).prop_map(|(seat, text, to, state)| {
            let (rationale, outcome) = (text.clone(), text);
            let answer = DissentAnswer { state, rationale, to, outcome, ..DissentAnswer::default() };
            Capture::DissentAnswered { seat, answer }
        }),
        (whose(), text(), prop::option::of(text())).prop_map(|(whose, text, why_none)| Capture::View {
            whose,
            text,
            why_none
        }),
        (whose(), text())
            .prop_map(|(whose, why)| { Capture::View { whose, text: String::new(), why_none: Some(why) } }),
    ]
}

fn capture() -> impl Strategy<Value = Capture> {
    let lists = &ROOM.terms.vocabulary;
    let owners = prop::collection::vec(owner(), 0..4);
    let category = prop::option::of(listed(&lists.category));
    prop_oneof![
        4 => said(),
        4 => (owners, text(), prop::option::of(date()), category)
            .prop_map(|(owners, text, due, category)| Capture::Action { owners, text, due, category }),
        1 => (1u32..5000, answer()).prop_map(|(n, answer)| Capture::Answer { action: format!("a{n}"), answer }),
        1 => (outcome(), maybe_text()).prop_map(|(outcome, because)| Capture::Decision { outcome, because }),
        1 => (listed(&lists.risk), maybe_text()).prop_map(|(level, because)| Capture::Risk { level, because }),
        1 => (listed(&lists.place), text()).prop_map(|(kind, text)| Capture::Place { kind, text }),
        1 => episode(),
        1 => (seat(), call()).prop_map(|(seat, call)| Capture::RollCall { seat, call }),
    ]
}

/// A line that gets far into the parser, whether it reads or not.
fn line() -> impl Strategy<Value = String> {
    let verb = prop::sample::select(&["u", "w", "t", "a", "x", "d", "k", "c", "l", "m", "r", "child", "!", "a A3"][..]);
    let words = prop::collection::vec(word(), 0..8).prop_map(|words| words.join(" "));
    prop_oneof![
        1 => ".{0,40}",
        4 => (verb, words).prop_map(|(verb, words)| format!("{verb} {words}")),
        1 => capture().prop_map(|capture| capture.line()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn what_is_printed_reads_back_as_the_same(capture in capture()) {
        let line = capture.line();
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(ROOM.parse(&line), Ok(capture.tidy()), "{}", line);
    }

    #[test]
    fn what_is_read_is_tidy_and_prints_as_what_reads_the_same(line in line()) {
        if let Ok(capture) = ROOM.parse(&line) {
            prop_assert_eq!(&capture, &capture.clone().tidy());
            prop_assert_eq!(ROOM.parse(&capture.line()), Ok(capture));
        }
    }

    #[test]
    fn a_refusal_names_a_word_of_the_line_where_it_stands(line in line()) {
        if let Err(refusal) = ROOM.parse(&line) {
            prop_assert!(refusal.at.start <= refusal.at.end && refusal.at.end <= line.chars().count());
            let there: String = line.chars().skip(refusal.at.start).take(refusal.at.len()).collect();
            prop_assert!(refusal.at.is_empty() || there == refusal.word, "{:?}", refusal);
            prop_assert!(refusal.to_string().contains(&refusal.word), "{:?}", refusal);
        }
    }
}

proptest! {
    #[test]
    fn no_line_and_no_cursor_panics(line in line()) {
        let around = ROOM.around();
        if let Ok(capture) = ROOM.parse(&line) {
            prop_assert!(!preview(&capture, &around).is_empty());
            let _ = lint(&capture, &WORDINGS);
        }
        let (length, actions) = (line.chars().count(), [("A3", "Share the vehicle")]);
        for cursor in (0..=length + 1).chain([usize::MAX]) {
            for offered in complete(&line, cursor, &around, &actions) {
                prop_assert!(offered.replace.start <= offered.replace.end && offered.replace.end <= length);
            }
        }
        let _ = (bang(&line), switch(&line), plain(&line), find_seat(&line, &around));
    }
}
