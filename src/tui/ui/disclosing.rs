//! The forms of the disclosure log: what is asked, what the chair decides, what was sent, and what follows a breach.

use super::chairs_word;
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::{Overlay, Screen, Ui};
use crate::model::decide_disclosure::ForDisclosure;
use crate::model::disclosure::{Disclosure, Matter};
use crate::model::disclosure_log::Logged;
use crate::model::id::{CaseId, DisclosureId};
use crate::model::request::Request;
use crate::session::Shown;
use crate::terms::phrase::{Now, Tense, day, read_date};

const BY: &str = "Asked by";
const TOLD_BY: &str = "Told by";
const WHAT: &str = "What";
const WHOM: &str = "For whom";
const TO_WHOM: &str = "To whom";
const WHY: &str = "What for";
const HOW: &str = "How";
const CHILD: &str = "Child";
const WHEN: &str = "When";
const DECISION: &str = "Decision";
const NECESSITY: &str = "Necessity";
const PROPORTIONALITY: &str = "Proportionality";
const STEP: &str = "Step";
const NOTE: &str = "Who, and outcome";
const BECAUSE: &str = "Because";

/// What a form of the log records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entering {
    /// A copy is asked for.
    Ask,
    /// A breach became known.
    Breach,
    /// The chair decides.
    Rule(DisclosureId),
    /// It was sent.
    Send(DisclosureId),
    /// A step was taken after a breach.
    Step(DisclosureId),
    /// It is withdrawn.
    Withdraw(DisclosureId),
}

impl Entering {
    /// What the form is about, in a draft's address.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Ask => "ask".to_owned(),
            Self::Breach => "breach".to_owned(),
            Self::Rule(id) => format!("rule:{id}"),
            Self::Send(id) => format!("send:{id}"),
            Self::Step(id) => format!("step:{id}"),
            Self::Withdraw(id) => format!("withdraw:{id}"),
        }
    }

    fn read(key: &str) -> Option<Self> {
        let of = |id: &str| DisclosureId::new(id);
        Some(match key.split_once(':').unwrap_or((key, "")) {
            ("ask", _) => Self::Ask,
            ("breach", _) => Self::Breach,
            ("rule", id) => Self::Rule(of(id)),
            ("send", id) => Self::Send(of(id)),
            ("step", id) => Self::Step(of(id)),
            ("withdraw", id) => Self::Withdraw(of(id)),
            _ => return None,
        })
    }

    /// The entry that it is about; none for a new one.
    fn entry(&self) -> Option<&DisclosureId> {
        match self {
            Self::Ask | Self::Breach => None,
            Self::Rule(id) | Self::Send(id) | Self::Step(id) | Self::Withdraw(id) => Some(id),
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Ask => "A copy is asked for",
            Self::Breach => "A breach of confidentiality",
            Self::Rule(_) => "The chair decides",
            Self::Send(_) => "It was sent",
            Self::Step(_) => "A step was taken",
            Self::Withdraw(_) => "It is withdrawn",
        }
    }

    fn fields(&self, entry: Option<&Disclosure>, shown: &Shown) -> Vec<Field> {
        let child = Field::line(CHILD, "", "the reference, as M-2026-014; empty where it is about no one child");
        match self {
            Self::Ask => vec![
                Field::line(BY, "", "who asks: name and agency"),
                Field::text(WHAT, "", "what is to be copied: which papers, or which part of them"),
                Field::line(WHOM, "", "for whom: the court, a solicitor, a colleague in one's own agency"),
                Field::text(WHY, "", "what they need it for"),
                child,
                Field::line(WHEN, "today", "the day on which it was asked"),
            ],
            Self::Breach => vec![
                Field::line(TOLD_BY, "", "who tells of it: name and agency"),
                Field::text(WHAT, "", "what went out"),
                Field::line(TO_WHOM, "", "who has it, or may have seen it"),
                Field::text(HOW, "", "how it came about, as far as it is known"),
                child,
                Field::line(WHEN, "today", "the day on which it happened"),
            ],
            Self::Rule(_) => {
                let options = ["allowed", "refused"].map(str::to_owned).into();
                let own = [
                    Field::choice(DECISION, options, 0, CHOOSE),
                    Field::text(NECESSITY, "", "why it is necessary for the purpose, or is not"),
                    Field::text(
                        PROPORTIONALITY,
                        "",
                        "why it is no more than is needed, weighed against the harm, or is not",
                    ),
                ];
                own.into_iter().chain(chairs_word::fields(chair(entry, shown), shown)).collect()
            }
            Self::Send(_) => vec![
                Field::text(HOW, "", "what exactly was sent, and how: as by secure e-mail"),
                Field::line(WHEN, "today", "the day on which it was sent"),
            ],
            Self::Step(_) => {
                let left = entry.into_iter().flat_map(|entry| entry.steps_left(&shown.terms.vocabulary.after_breach));
                vec![
                    Field::choice(STEP, left.map(str::to_owned).collect(), 0, CHOOSE),
                    Field::text(NOTE, "", "who did it, and what came of it"),
                    Field::line(WHEN, "today", "the day on which it was done"),
                ]
            }
            Self::Withdraw(_) => {
                vec![Field::text(BECAUSE, "", "why: nobody asks it any more, or it was entered by mistake")]
            }
        }
    }
}

/// The line of the log that an entry has.
fn entry<'a>(id: &DisclosureId, shown: &'a Shown) -> Option<&'a Disclosure> {
    shown.log.iter().filter_map(Logged::entry).find(|entry| entry.id == *id)
}

impl Ui {
    /// Opens a form of the log.
    pub(super) fn open_entering(&mut self, entering: &Entering, shown: &Shown) -> Vec<Effect> {
        let of = entering.entry().map(|id| entry(id, shown));
        // An entry that is not there any more has no form.
        if of == Some(None) {
            return vec![];
        }
        let of = of.flatten();
        let about = of.map_or_else(String::new, |entry| format!(" · {} {}", entry.label, entry.matter.what));
        let fields = entering.fields(of, shown);
        let form = Form::new(FormKind::Entering(entering.clone()), format!("{}{about}", entering.title()), fields);
        self.show_form(form, shown)
    }

    /// Opens the form again that a draft's address speaks of; the log is listed by now.
    pub fn open_entering_again(&mut self, key: &str, shown: &Shown) -> Vec<Effect> {
        let Some(entering) = Entering::read(key) else { return vec![] };
        self.screen = Screen::Disclosures;
        if let Some(entry) = entering.entry().and_then(|id| entry(id, shown)) {
            self.choose_disclosure(&entry.label, shown);
        }
        self.open_entering(&entering, shown)
    }

    /// Records the form on top.
    pub(super) fn submit_entering(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Entering(entering) = &form.kind else { return vec![] };
        let asked = match entering.entry() {
            None => self.matter(form, *entering == Entering::Breach, shown).map(Request::EnterDisclosure),
            Some(id) => self.of_entry(form, entering, shown).and_then(|asked| {
                let entry = entry(id, shown).ok_or("This entry is not there any more.")?;
                Ok(Request::OfDisclosure { entry: id.clone(), seen: entry.latest.clone(), asked })
            }),
        };
        match asked {
            Ok(request) => {
                let then = After::Entered(self.next_word(entering, form, shown));
                vec![Effect::Record { requests: vec![request], fields: self.form_fields(shown), then }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    fn matter(&self, form: &Form, breach: bool, shown: &Shown) -> Result<Box<Matter>, String> {
        let (by, whom, why) = if breach { (TOLD_BY, TO_WHOM, HOW) } else { (BY, WHOM, WHY) };
        Ok(Box::new(Matter {
            breach,
            on: self.past_day(&form.words(WHEN), shown)?,
            by: form.words(by),
            what: form.words(WHAT),
            whom: form.words(whom),
            why: form.words(why),
            case: child(&form.words(CHILD), shown)?,
        }))
    }

    fn of_entry(&self, form: &Form, entering: &Entering, shown: &Shown) -> Result<ForDisclosure, String> {
        let on = || self.past_day(&form.words(WHEN), shown);
        Ok(match entering {
            Entering::Rule(_) => ForDisclosure::Rule {
                allowed: form.chosen(DECISION) == 0,
                necessity: form.words(NECESSITY),
                proportionality: form.words(PROPORTIONALITY),
                word: self.chairs_word(form, shown)?,
            },
            Entering::Send(_) => ForDisclosure::Send { on: on()?, how: form.words(HOW) },
            Entering::Step(_) => {
                ForDisclosure::Step { step: form.option(STEP).to_owned(), on: on()?, note: form.words(NOTE) }
            }
            _ => ForDisclosure::Withdraw { because: form.words(BECAUSE) },
        })
    }

    /// A day that has been, as people say it.
    fn past_day(&self, phrase: &str, shown: &Shown) -> Result<chrono::NaiveDate, String> {
        let now = Now { from: self.today(), next_meeting: None, calendar: &shown.calendar, tense: Tense::Behind };
        read_date(phrase, now).map_err(|refusal| refusal.to_string())
    }

    /// What is said once it is recorded: what comes next.
    fn next_word(&self, entering: &Entering, form: &Form, shown: &Shown) -> String {
        let left = |entry: Option<&Disclosure>| -> Vec<String> {
            let asked = shown.terms.vocabulary.after_breach.iter().map(|word| word.name.clone());
            let taken = |step: &String| entry.is_some_and(|entry| entry.steps.iter().any(|taken| taken.step == *step));
            asked.filter(|step| !taken(step) && form.option(STEP) != step).collect()
        };
        let next = |left: Vec<String>| match left.first() {
            Some(step) => format!("Next: {step}. t answers it."),
            None => "Every step was taken.".to_owned(),
        };
        match entering {
            Entering::Ask => "Entered. The chair decides: d records it. Nothing goes out before.".to_owned(),
            Entering::Breach => format!("The breach is entered. {}", next(left(None))),
            Entering::Rule(_) if form.chosen(DECISION) == 0 => {
                "Recorded: the chair allows it. s records that it was sent.".to_owned()
            }
            Entering::Rule(_) => "Recorded: the chair refuses it.".to_owned(),
            Entering::Send(_) => format!("Recorded as sent, {}.", day(self.today())),
            Entering::Step(id) => format!("Recorded. {}", next(left(entry(id, shown)))),
            Entering::Withdraw(_) => "Withdrawn; the entry stays in the log.".to_owned(),
        }
    }

    /// Goes on after something was recorded in the log.
    pub(super) fn entered(&mut self, said: String) -> Vec<Effect> {
        let form = self.overlay.take();
        let new = |form: &Form| matches!(form.kind, FormKind::Entering(Entering::Ask | Entering::Breach));
        self.disclosures.latest = matches!(&form, Some(Overlay::Form(form)) if new(form));
        self.say(said);
        vec![]
    }
}

/// Who chairs the meetings at which the child of an entry is discussed, as far as the meetings that are listed tell.
fn chair<'a>(entry: Option<&Disclosure>, shown: &'a Shown) -> &'a str {
    let case = entry.and_then(|entry| entry.matter.case.as_ref());
    let area = case.and_then(|case| shown.cases.iter().find(|row| row.case == *case)).map(|row| &row.area);
    let own = shown.lobby.iter().find(|row| Some(&row.area) == area && row.part == 1);
    own.map_or("", |row| row.chair.as_str())
}

/// The child of a reference; none where none is typed.
fn child(reference: &str, shown: &Shown) -> Result<Option<CaseId>, String> {
    if reference.is_empty() {
        return Ok(None);
    }
    let found = shown.cases.iter().find(|row| {
        let former = row.former.iter().map(|former| former.label.as_str());
        std::iter::once(row.label.as_str()).chain(former).any(|label| label.eq_ignore_ascii_case(reference))
    });
    let found = found.ok_or_else(|| format!("“{reference}” is no child's reference here: as M-2026-014."))?;
    Ok(Some(found.case.clone()))
}
