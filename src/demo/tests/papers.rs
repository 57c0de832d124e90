//! The papers of a well-run county: agendas and minutes that are out in time, and the little that is left to do.

use super::*;
use crate::model::minutes::Signed;
use crate::terms::calendar::month_end;

/// The days that are looked at: a Monday, the days after it, and one on which no Part 2 is near.
const DAYS: [&str; 5] = ["2026-11-30", "2026-12-01", "2026-12-03", "2027-02-12", "2026-08-31"];

fn check(seed: u64, day: &str, facts: impl Fn(&Docs, NaiveDate, &Calendar, &Terms)) {
    let today = day.parse().unwrap();
    let (_, docs) = county(seed, 1, today, false);
    facts(&docs, today, &Calendar::default(), &Terms::essex().unwrap());
}

/// The meetings that are over, the last first.
fn past(docs: &Docs, today: NaiveDate) -> Vec<&Meeting> {
    let mut past: Vec<&Meeting> = docs.meetings.values().filter(|meeting| meeting.plan.date < today).collect();
    past.sort_by(|a, b| (b.plan.date, &b.label).cmp(&(a.plan.date, &a.label)));
    past
}

fn on(signed: &Signed) -> NaiveDate {
    calendar::london(signed.at).date()
}

#[test]
fn the_last_minutes_are_a_draft_those_before_are_with_the_chair_and_the_others_are_out_in_time() {
    for day in DAYS {
        check(1, day, |docs, today, calendar, terms| {
            let (past, days) = (past(docs, today), terms.notice.minutes_working_days);
            let part1: Vec<&&Meeting> = past.iter().filter(|meeting| meeting.plan.part == 1).collect();
            assert_eq!(part1[0].state, MeetingState::Draft, "{day}");
            assert_eq!(part1[1].state, MeetingState::WithChair, "{day}");
            let remarks: Vec<_> = part1[1].minutes.open_remarks().collect();
            assert!(remarks.len() == 1 && remarks[0].item.is_some(), "{day}: {remarks:?}");
            for meeting in past.iter().filter(|meeting| ![&part1[0].id, &part1[1].id].contains(&&meeting.id)) {
                let (at, by) = (&meeting.label, calendar.working_days_after(days, meeting.plan.date));
                let Some(out) = meeting.minutes.circulated.last() else {
                    assert!(by >= today, "{day}: {at}, {}", meeting.state.name());
                    continue;
                };
                let (sent, seal) = (&meeting.minutes.sent[0], meeting.minutes.latest().unwrap());
                assert!(meeting.ended_at.unwrap() < sent.at && sent.at < seal.signed.at, "{day}: {at}");
                assert!(seal.signed.at < out.signed.at && on(&out.signed) <= by, "{day}: {at}");
                assert_eq!(seal.signed.by, meeting.plan.minute_taker);
                assert!(meeting.plan.chair.starts_with(&seal.word.chair), "{}", seal.word.said());
                let elsewhere = seal.word.elsewhere.as_ref().unwrap();
                assert_eq!((elsewhere.means.as_str(), elsewhere.on), ("By e-mail", on(&seal.signed)));
            }
        });
    }
}

#[test]
fn every_agenda_whose_day_is_over_is_out_but_one_to_come_which_is_a_part_2_if_it_can_be() {
    for day in DAYS {
        check(2, day, |docs, today, calendar, terms| {
            let due = |of: &Meeting| calendar.working_days_before(terms.notice.agenda_working_days, of.plan.date);
            let mut late = Vec::new();
            for meeting in docs.meetings.values().filter(|meeting| due(meeting) < today) {
                match meeting.circulated.first() {
                    Some(sent) => {
                        let on = calendar::london(sent.at).date();
                        assert!(on <= due(meeting), "{day}: {} went out on {on}", meeting.label);
                    }
                    None => late.push(meeting),
                }
            }
            let could = docs.meetings.values().filter(|m| m.plan.part == 2 && m.plan.date > today && due(m) < today);
            let wanted = if could.count() == 0 { 1 } else { 2 };
            assert!(late.len() == 1 && late[0].plan.part == wanted && late[0].plan.date > today, "{day}: {late:?}");
        });
    }
}

#[test]
fn the_agendas_of_both_parts_of_a_month_go_out_together() {
    let docs = small(1);
    let mut together = 0;
    for part2 in docs.meetings.values().filter(|m| m.plan.part == 2 && !m.circulated.is_empty()) {
        let with = docs.meetings.values().find(|part1| {
            let (one, two) = (&part1.plan, &part2.plan);
            one.part == 1 && one.area == two.area && one.date < two.date && month_end(one.date) == month_end(two.date)
        });
        if let Some(part1) = with {
            assert_eq!(part1.circulated[0].at, part2.circulated[0].at, "{}", part2.label);
            together += 1;
        }
    }
    assert!(together > 10, "only {together}");
}
