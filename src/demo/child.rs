//! A child's storyline: theme, phases, levels of risk, and how it ends.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::bank::{Banks, Life};
use super::dice::Dice;
use super::people::People;
use super::voice::Voice;
use crate::model::case::Details;
use crate::model::id::{ActionId, CaseId};
use crate::terms::{Area, Terms};

/// A child of the county, as the generator remembers it.
#[derive(Debug)]
pub(super) struct Child {
    /// The case, once it is opened.
    pub case: Option<CaseId>,
    /// What sentences speak of.
    pub voice: Voice,
    /// What chooses the sentences.
    pub life: Life,
    /// Date of birth.
    pub born: NaiveDate,
    /// The age at the end of the story, or today.
    pub age: u64,
    /// The place of the ethnicity in the terms' list.
    pub ethnicity: usize,
    /// The level of risk, 1 the lowest.
    pub risk: u8,
    /// The level at the height of the storyline.
    pub height: u8,
    /// The place of the first discussion among the area's meetings; before the first meeting for a case taken over.
    pub first: i64,
    /// The meeting at which the case ends, and how.
    pub ends: Option<(usize, Ending)>,
    /// The meeting that discusses it next.
    pub due: usize,
    /// How often it was discussed.
    pub discussed: usize,
    /// The script of a child of today's meeting.
    pub script: Option<&'static str>,
    /// The sentences that were used.
    pub used: BTreeSet<usize>,
    /// The open actions.
    pub actions: Vec<OpenAction>,
    /// Days on which missing episodes began.
    pub missing: Vec<NaiveDate>,
}

/// An open action, as the generator remembers it.
#[derive(Debug, Clone)]
pub(super) struct OpenAction {
    /// The action.
    pub id: ActionId,
    /// What people call it.
    pub label: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// How often it was carried.
    pub carried: usize,
    /// The outcome that the bank holds for it.
    pub outcome: Option<String>,
    /// Reasons of its own for being carried, in order.
    pub reasons: Vec<String>,
    /// In a script, how many meetings before today it is answered as done; 0 leaves it open.
    pub scripted: Option<usize>,
    /// In a script, the date to which it is carried last.
    pub last_due: Option<NaiveDate>,
}

/// How a case ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The risk is reduced.
    Reduced,
    /// The family moves away.
    Moved,
    /// The child turns 18.
    Grown,
    /// Another multi-agency decision.
    Other,
    /// Another area takes the case.
    Transfer,
}

const AGES: [u64; 18] = [10, 11, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15, 15, 16, 16, 17, 17];

impl Child {
    /// Invents a child; the dates are for whoever casts the story.
    pub fn invent((terms, banks): (&Terms, &Banks), area: &Area, people: &mut People, dice: &mut Dice) -> Self {
        let age = dice.pick(&AGES).copied().unwrap_or(15);
        let gender = match dice.below(100) {
            0..58 => 'f',
            58..97 => 'm',
            _ => 'x',
        };
        let (background, ethnicity) = People::background(dice);
        let theme = match (dice.below(100), gender) {
            (0..28, 'f' | 'x') => 'b',
            (..46, _) => 'g',
            (46..64, _) => 'o',
            (64..80, _) => 'n',
            _ => 'p',
        };
        // The youngest are reached through screens, friends and errands.
        let theme = if age <= 12 && matches!(theme, 'b' | 'n') { ['o', 'g', 'p'][dice.below(3)] } else { theme };
        let life = Life { theme, care: dice.chance(32), roll: dice.chance(66), missing: dice.chance(45), gender };
        let district = dice.pick(&area.districts).cloned().unwrap_or_default();
        let height = if theme == 'n' || dice.chance(15) { 4 } else { 3 - u8::from(dice.chance(20)) };
        let voice = voice((terms, banks), &life, (district, background), age >= 16, people, dice);
        Self {
            case: None,
            voice,
            life,
            born: NaiveDate::MIN,
            age,
            ethnicity,
            risk: height - 1,
            height,
            first: 0,
            ends: None,
            due: 0,
            discussed: 0,
            script: None,
            used: BTreeSet::new(),
            actions: vec![],
            missing: vec![],
        }
    }

    /// Gives the child their age on a day, some months from the next birthday.
    pub fn aged(&mut self, on: NaiveDate, dice: &mut Dice) {
        let since = u64::try_from(dice.between(20, 200)).unwrap_or(90);
        self.born = years_before(on, self.age) - Days::new(since);
    }

    /// The phase of the discussion at a meeting.
    pub fn phase(&self, meeting: usize, dice: &mut Dice) -> char {
        let reduced = matches!(self.ends, Some((_, Ending::Reduced)));
        let place = i64::try_from(meeting).unwrap_or(0);
        let end = self.ends.map_or(place.max(self.first + 9) + 2, |(end, _)| i64::try_from(end).unwrap_or(0));
        if self.discussed == 0 && self.first >= 0 {
            return '0';
        }
        if reduced && place >= end {
            return 'r';
        }
        let through = 100 * (place - self.first) / (end - self.first).max(1) + dice.between(-14, 14);
        let phases = match through {
            ..20 => ['c', 'w'],
            20..45 => ['w', 'd'],
            45..65 => ['d', 's'],
            65..82 => ['s', 'i'],
            _ => ['i', if reduced { 'r' } else { 's' }],
        };
        phases[dice.below(2)]
    }

    /// The level of risk that a phase leads to: worsening never lowers it, and improving never raises it.
    pub fn level(&self, phase: char) -> u8 {
        match phase {
            'w' => self.height.max(self.risk),
            's' => self.height.saturating_sub(1).clamp(1, self.risk),
            'i' => self.height.saturating_sub(2).max(1).min(self.risk),
            'r' => 1,
            _ => self.risk,
        }
    }

    /// The day of the eighteenth birthday.
    pub fn grown(&self) -> NaiveDate {
        self.born.checked_add_months(chrono::Months::new(18 * 12)).unwrap_or(self.born)
    }

    /// What is known of the child, in the words of the terms.
    pub fn details(&self, terms: &Terms, concern: String, child_says: String, dice: &mut Dice) -> Details {
        let words = &terms.vocabulary;
        let word = |list: &[crate::terms::Word], place: usize| {
            list.get(place).or_else(|| list.first()).map(|word| word.name.clone())
        };
        let mut models = vec![match self.life.theme {
            'b' => 4,
            'g' => 2,
            'o' => 5,
            'n' => 1,
            _ => 3,
        }];
        if dice.chance(35) {
            let other = [0, 2, 3, 5][dice.below(4)];
            models.extend((!models.contains(&other)).then_some(other));
        }
        let status = if self.life.care { 1 } else { [0, 0, 2, 2, 3, 4, 5][dice.below(7)] };
        let education = match (self.life.roll, self.age) {
            (true, 16..) => 3,
            (true, _) => [0, 0, 0, 1, 5][dice.below(5)],
            (false, 16..) => [2, 8, 7][dice.below(3)],
            (false, _) => [2, 4, 6, 7][dice.below(4)],
        };
        let threshold =
            if self.height == 4 { 0 } else { [1, 1, 2, if self.life.missing { 3 } else { 1 }][dice.below(4)] };
        let gender = match self.life.gender {
            'f' => 0,
            'm' => 1,
            _ => 2,
        };
        let presenters = ["Allocated social worker, Children & Families", "Team Manager, Children & Families"];
        Details {
            name: self.voice.full_name.clone(),
            born: self.born,
            district: self.voice.district.clone(),
            source: word(&words.source, dice.below(3)),
            threshold: word(&words.threshold, threshold),
            models: models.into_iter().filter_map(|place| word(&words.model, place)).collect(),
            education: word(&words.education, education),
            legal_status: word(&words.legal_status, status),
            gender: word(&words.gender, gender),
            ethnicity: word(&words.ethnicity, self.ethnicity),
            concern,
            child_says,
            presenter: dice.pick(&presenters).copied().unwrap_or_default().to_owned(),
            notes: String::new(),
        }
    }
}

/// The people and places of a child's storyline.
pub(super) fn voice(
    (terms, banks): (&Terms, &Banks),
    life: &Life,
    (district, background): (String, &str),
    older: bool,
    people: &mut People,
    dice: &mut Dice,
) -> Voice {
    let text = |section: &str, dice: &mut Dice| {
        dice.pick(banks.places.section(section)).or(dice.pick(banks.names.section(section))).map_or("", |e| e.text)
    };
    let districts: Vec<&String> = terms.areas.iter().flat_map(|area| &area.districts).collect();
    let index = districts.iter().position(|own| **own == district).unwrap_or(0);
    let venues = banks.places.section("venue");
    let mut haunts: Vec<&'static str> =
        venues.iter().skip(index).step_by(districts.len().max(1)).map(|entry| entry.text).collect();
    dice.shuffle(&mut haunts);
    haunts.truncate(3);
    let others: Vec<&&String> = districts.iter().filter(|own| ***own != district).collect();
    let town = dice.pick(&others).map_or_else(String::new, |town| (**town).clone());
    let (name, full_name) = people.child(&banks.names, life.gender, background, dice);
    let relatives = ["mother", "mother", "mother", "father", "grandmother", "aunt"];
    let worker = people.helper(&banks.names, dice);
    Voice {
        full_name,
        name,
        gender: life.gender,
        care: life.care,
        relative: dice.pick(&relatives).copied().unwrap_or("mother"),
        haunts,
        nick: text("nick", dice),
        vehicle: text("vehicle", dice),
        school: text(if life.roll && !older { "school" } else { "college" }, dice),
        worker: worker.split(' ').next().unwrap_or_default().to_owned(),
        asw: people.helper(&banks.names, dice),
        district,
        town,
        app: text("app", dice),
    }
}

/// The same day so many years before.
pub(super) fn years_before(day: NaiveDate, years: u64) -> NaiveDate {
    let months = u32::try_from(12 * years).unwrap_or(0);
    day.checked_sub_months(chrono::Months::new(months)).unwrap_or(day)
}
