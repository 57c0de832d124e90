//! What changed on a case since its last discussion, to be read out beside it.

use chrono::NaiveDate;

use super::action::{Action, ActionState};
use super::case::Case;

/// What changed after a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Since<'a> {
    /// The level of risk then and now, where it is another.
    pub risk: Option<(&'a str, &'a str)>,
    /// Missing episodes that began after it.
    pub episodes: usize,
    /// The labels of actions that were done after it.
    pub done: Vec<&'a str>,
    /// The labels of actions that were closed undone after it.
    pub not_done: Vec<&'a str>,
    /// The days on which the child was named while another was discussed.
    pub named: Vec<NaiveDate>,
}

/// What changed on a case after `day`; what this meeting itself, on `today`, records is no change since.
#[must_use]
pub fn since<'a>(case: &'a Case, actions: &[&'a Action], day: NaiveDate, today: NaiveDate) -> Since<'a> {
    let then = case.risks.iter().rev().find(|set| set.on <= day).map(|set| set.level.as_str());
    let now = case.risks.iter().rev().find(|set| set.on < today).map(|set| set.level.as_str());
    let closed = |state: ActionState| {
        let within = actions.iter().filter(move |action| {
            action.state == state && action.closed.is_some_and(|closed| closed > day && closed < today)
        });
        let mut labels: Vec<&str> = within.map(|action| action.label.as_str()).collect();
        labels.sort_by_key(|label| (label.len(), *label));
        labels
    };
    Since {
        risk: then.zip(now).filter(|(then, now)| then != now),
        episodes: case
            .episodes
            .iter()
            .filter(|episode| episode.from.date() > day && episode.from.date() <= today)
            .count(),
        done: closed(ActionState::Completed),
        not_done: closed(ActionState::NotCompleted),
        named: case.mentions.iter().map(|mention| mention.on).filter(|on| *on > day).collect(),
    }
}

impl Since<'_> {
    /// What changed, in a line; empty where nothing did.
    #[must_use]
    pub fn words(&self) -> String {
        let mut said = Vec::new();
        if let Some((then, now)) = self.risk {
            said.push(format!("risk {then} → {now}"));
        }
        match self.episodes {
            0 => {}
            1 => said.push("1 missing episode".to_owned()),
            many => said.push(format!("{many} missing episodes")),
        }
        for (labels, how) in [(&self.done, "done"), (&self.not_done, "not done")] {
            if !labels.is_empty() {
                said.push(format!("{} {how}", labels.join(", ")));
            }
        }
        for on in &self.named {
            said.push(format!("named in another discussion on {}", crate::terms::phrase::day(*on)));
        }
        said.join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_reads_in_a_line() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let since = Since {
            risk: Some(("Medium", "High")),
            episodes: 2,
            done: vec!["A3", "A12"],
            not_done: vec!["A7"],
            named: vec![day("2026-11-20")],
        };
        let words = "risk Medium → High · 2 missing episodes · A3, A12 done · A7 not done · named in another discussion on 20 Nov 2026";
        assert_eq!(since.words(), words);
        assert_eq!(Since::default().words(), "");
    }
}
