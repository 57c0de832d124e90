//! The contact list on the screen: who holds which post in each area and part; which row is chosen, and what narrows it.

use super::command::{Command, READ_ONLY};
use super::effect::{After, Effect};
use super::field::Field;
use super::form::{CHOOSE, Form, FormKind};
use super::list::Pick;
use super::{Overlay, Screen, Ui};
use crate::model::county::Contact;
use crate::model::people::{Listed, listed};
use crate::model::request::Request;
use crate::session::Shown;
use crate::terms::{Each, Terms};

const AREA: &str = "Area";
const PART: &str = "Part";
const POST: &str = "Post";
const NAME: &str = "Name";
const EMAIL: &str = "Secure e-mail";
const TELEPHONE: &str = "Telephone";
const SPOC: &str = "Point of contact";
const DEPUTY: &str = "Deputy";

/// The list of people: which is chosen, what narrows it.
#[derive(Debug)]
pub struct People {
    /// The choice among [`rows`].
    pub pick: Pick,
    /// What was typed to narrow the list.
    pub filter: String,
    /// Which of the [`lists`] is shown.
    pub list: usize,
}

/// What a list of people holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// Every post of the county.
    Everybody,
    /// The posts of an area, by its slug.
    Area(String),
    /// The single points of contact.
    Spocs,
    /// The posts that nobody holds.
    Vacant,
}

impl Default for People {
    fn default() -> Self {
        Self { pick: Pick::new(0), filter: String::new(), list: 0 }
    }
}

impl List {
    /// Whether a row belongs to it.
    #[must_use]
    pub fn holds(&self, row: &Listed<'_>) -> bool {
        match self {
            Self::Everybody => true,
            Self::Area(area) => row.contact.area == *area,
            Self::Spocs => row.contact.spoc,
            Self::Vacant => row.is_vacant(),
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name<'a>(&'a self, terms: &'a Terms) -> &'a str {
        match self {
            Self::Everybody => "Everybody",
            Self::Area(area) => terms.area(area).map_or(area, |area| area.name.as_str()),
            Self::Spocs => "Points of contact",
            Self::Vacant => "Nobody named",
        }
    }
}

/// The lists in the order of their numbers.
#[must_use]
pub fn lists(terms: &Terms) -> Vec<List> {
    let areas = terms.areas.iter().map(|area| List::Area(area.slug.clone()));
    std::iter::once(List::Everybody).chain(areas).chain([List::Spocs, List::Vacant]).collect()
}

/// Every row that any list can show.
#[must_use]
pub fn rows(shown: &Shown) -> Vec<Listed<'_>> {
    listed(&shown.terms, &shown.docs.county.contacts)
}

impl Ui {
    /// Goes to the people; what narrowed them before does so still.
    pub(super) fn open_people(&mut self, shown: &Shown) -> Vec<Effect> {
        self.screen = Screen::People;
        self.arrange_people(shown);
        vec![]
    }

    /// Goes to one of the people, by the key of their post.
    pub(super) fn open_person(&mut self, key: &str, shown: &Shown) {
        (self.people.list, self.people.filter) = (0, String::new());
        drop(self.open_people(shown));
        self.choose_person(key, shown);
    }

    fn choose_person(&mut self, key: &str, shown: &Shown) {
        if let Some(at) = rows(shown).iter().position(|row| row.contact.key() == key) {
            self.people.pick.choose(at);
        }
    }

    /// Takes the list as it stands now, narrowed as it is; the chosen post stays chosen.
    pub(super) fn arrange_people(&mut self, shown: &Shown) {
        let words: Vec<String> = self.people.filter.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let lists = lists(&shown.terms);
        let list = lists.get(self.people.list).unwrap_or(&List::Everybody);
        let fits = |row: &Listed<'_>| {
            let text = row.found_by().to_lowercase();
            list.holds(row) && words.iter().all(|word| text.contains(word))
        };
        let found = rows(shown).iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
        self.people.pick.show(found);
    }

    /// Narrows the list by what is typed.
    pub(super) fn filter_people(&mut self, text: &str, shown: &Shown) {
        text.clone_into(&mut self.people.filter);
        self.arrange_people(shown);
        self.people.pick.to_first();
    }

    /// Takes the list of that number, from 1.
    pub(super) fn take_people(&mut self, number: usize, shown: &Shown) -> Vec<Effect> {
        let all = lists(&shown.terms).len();
        if !(1..=all).contains(&number) {
            self.refuse(format!("There are {all} lists."));
            return vec![];
        }
        self.people.list = number - 1;
        self.arrange_people(shown);
        self.people.pick.to_first();
        vec![]
    }

    /// The chosen post.
    #[must_use]
    pub fn chosen_person<'a>(&self, shown: &'a Shown) -> Option<Listed<'a>> {
        rows(shown).into_iter().nth(self.people.pick.chosen()?)
    }

    /// What keys ask for among the people; none where it is no affair of theirs.
    pub(super) fn in_people(&mut self, command: Command, shown: &Shown) -> Option<Vec<Effect>> {
        use Command as C;
        match command {
            C::People => return Some(self.open_people(shown)),
            C::AddContact => return Some(self.open_contact("", shown)),
            C::EditContact => {
                let key = self.chosen_person(shown)?.contact.key();
                return Some(self.open_contact(&key, shown));
            }
            C::Remove if self.screen == Screen::People => {
                let contact = self.chosen_person(shown)?.contact;
                let said = format!(
                    "{} is off the list. Past minutes stay as they are; Ctrl-Z brings them back.",
                    contact.name
                );
                let requests = vec![Request::RemoveContact(Box::new(contact))];
                return Some(vec![Effect::Record { requests, fields: vec![], then: After::Say(said) }]);
            }
            C::ClearFilter if self.screen == Screen::People => {
                if self.people.filter.is_empty() {
                    return Some(self.back_to_meetings());
                }
                self.filter_people("", shown);
            }
            _ => return None,
        }
        Some(vec![])
    }

    /// Why a command among the people cannot be done now.
    #[must_use]
    pub fn why_not_people(&self, command: Command, shown: &Shown) -> Option<&'static str> {
        use Command as C;
        let changes = matches!(command, C::AddContact | C::EditContact | C::Remove);
        if changes && shown.read_only {
            return Some(READ_ONLY);
        }
        match (command, self.chosen_person(shown)) {
            (C::EditContact | C::Remove, None) => Some("No post is chosen."),
            (C::Remove, Some(row)) if row.is_vacant() => Some("Nobody holds the chosen post."),
            _ => None,
        }
    }

    /// Opens the form of a post: of whoever holds it, or for whoever is to hold it; an empty key is of no post yet.
    pub(super) fn open_contact(&mut self, key: &str, shown: &Shown) -> Vec<Effect> {
        if self.screen != Screen::People {
            drop(self.open_people(shown));
        }
        let rows = rows(shown);
        let row = rows.iter().find(|row| row.contact.key() == key);
        // Somebody new is most likely of the area and part that one looks at.
        let like = row.or_else(|| rows.get(self.people.pick.chosen()?)).map(|row| &row.contact);
        let (terms, held) = (&shown.terms, row.map(|row| &row.contact));
        let area = like.and_then(|like| terms.areas.iter().position(|area| area.slug == like.area));
        let part = like.and_then(|like| terms.parts.iter().position(|part| part.number == like.part));
        let mut posts: Vec<String> = posts(terms).into_iter().map(|post| post.name).collect();
        let own = held.map(|held| name_of(terms, &held.agency, &held.designation, held.district.as_deref()));
        let at = own.map_or(0, |own| {
            posts.iter().position(|post| *post == own).unwrap_or_else(|| {
                posts.push(own);
                posts.len() - 1
            })
        });
        let words = |own: fn(&Contact) -> &String| held.map_or("", |held| own(held).as_str());
        let parts = terms.parts.iter().map(|part| format!("Part {}", part.number)).collect();
        let fields = vec![
            Field::choice(AREA, terms.areas.iter().map(|area| area.name.clone()).collect(), area.unwrap_or(0), CHOOSE),
            Field::choice(PART, parts, part.unwrap_or(0), CHOOSE),
            Field::choice(POST, posts, at, "agency and designation; type to find"),
            Field::line(NAME, words(|held| &held.name), "given name and family name"),
            Field::line(EMAIL, words(|held| &held.email), "the address that papers may be sent to"),
            Field::line(TELEPHONE, words(|held| &held.telephone), "may stay empty"),
            Field::choice(
                SPOC,
                ["no", "yes"].map(str::to_owned).into(),
                usize::from(held.is_some_and(|held| held.spoc)),
                "the agency's single point of contact in this area and part",
            ),
            Field::line(DEPUTY, words(|held| &held.deputy), "who comes in their stead: a name, or nothing"),
        ];
        let base = row.filter(|row| !row.is_vacant()).map(|row| Box::new(row.contact.clone()));
        let title = base.as_ref().map_or_else(|| "A new contact".to_owned(), |base| format!("Contact · {}", base.name));
        let first = if row.is_some() { 3 } else { 0 };
        let mut form = Form::new(FormKind::Contact { of: key.to_owned(), base }, title, fields);
        form.at = first;
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.restore_draft(shown)
    }

    /// Records the form of a post.
    pub(super) fn submit_contact(&mut self, shown: &Shown) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &self.overlay else { return vec![] };
        let FormKind::Contact { base, .. } = &form.kind else { return vec![] };
        match read(form, base.as_deref(), &shown.terms) {
            Ok(contact) => {
                let then = After::ContactKept(contact.key(), contact.name.clone());
                let requests = vec![Request::KeepContact { contact: Box::new(contact), base: base.clone() }];
                vec![Effect::Record { requests, fields: self.form_fields(shown), then }]
            }
            Err(why) => {
                self.refuse(why);
                vec![]
            }
        }
    }

    /// Goes on after a contact was recorded: the post is chosen.
    pub(super) fn contact_kept(&mut self, key: &str, name: &str, shown: &Shown) {
        self.overlay = None;
        self.arrange_people(shown);
        self.choose_person(key, shown);
        self.say(format!("Recorded: {name}. Meetings still to be held have it so; past minutes stay as they are."));
    }
}

/// The contact that the form describes.
fn read(form: &Form, base: Option<&Contact>, terms: &Terms) -> Result<Contact, String> {
    let area = terms.areas.get(form.chosen(AREA)).ok_or("The terms name no area.")?.slug.clone();
    let part = terms.parts.get(form.chosen(PART)).ok_or("The terms name no part.")?.number;
    let (name, spoc) = (form.words(NAME), form.chosen(SPOC) == 1);
    if name.is_empty() {
        return Err("A contact needs a name.".to_owned());
    }
    let post = match posts(terms).into_iter().nth(form.chosen(POST)) {
        Some(post) => (post.agency, post.designation, post.district),
        // A post that the terms no longer have stays what it was.
        None => base
            .map(|base| (base.agency.clone(), base.designation.clone(), base.district.clone()))
            .ok_or("Choose a post.")?,
    };
    let (agency, designation, district) = post;
    let (email, telephone, deputy) = (form.words(EMAIL), form.words(TELEPHONE), form.words(DEPUTY));
    Ok(Contact { area, part, agency, designation, district, name, email, telephone, spoc, deputy })
}

/// A post that somebody can hold.
struct Post {
    agency: String,
    designation: String,
    district: Option<String>,
    name: String,
}

/// Every post of the terms; one that is several is named with each district.
fn posts(terms: &Terms) -> Vec<Post> {
    let mut posts = Vec::new();
    for agency in &terms.agencies {
        for own in &agency.designations {
            let mut rules = terms.parts.iter().flat_map(|part| &part.seats);
            let rule = rules.find(|rule| (&rule.agency, &rule.designation) == (&agency.slug, &own.slug));
            let districts: Vec<Option<String>> = match rule.and_then(|rule| rule.each) {
                None => vec![None],
                Some(Each::District) => {
                    terms.areas.iter().flat_map(|area| area.districts.iter().cloned().map(Some)).collect()
                }
                Some(Each::PoliceDistrict) => {
                    terms.police_districts.iter().map(|police| Some(police.name.clone())).collect()
                }
            };
            posts.extend(districts.into_iter().map(|district| Post {
                name: name_of(terms, &agency.slug, &own.slug, district.as_deref()),
                agency: agency.slug.clone(),
                designation: own.slug.clone(),
                district,
            }));
        }
    }
    posts
}

fn name_of(terms: &Terms, agency: &str, designation: &str, district: Option<&str>) -> String {
    let place = district.map_or_else(String::new, |district| format!(", {district}"));
    let post = terms.designation(agency, designation);
    post.map_or_else(
        || format!("{agency} · {designation}{place}"),
        |(agency, own)| format!("{} · {}{place}", agency.short, own.title),
    )
}
