//! Who answers for actions: an agency, or one of several that share its name.

use super::{Each, Found, Terms, fold};

/// An organisation that actions go out to, and come back from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// What it is called after `@`: the agency's slug, with the district behind it where each has its own: `council/maldon`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its name in narrow places.
    pub short: String,
}

impl Terms {
    /// Every organisation, in the order of the agencies.
    #[must_use]
    pub fn organisations(&self) -> Vec<Organisation> {
        let of = |agency: &super::Agency| {
            let all: Vec<Organisation> =
                self.places_of(&agency.slug).filter_map(|place| self.organisation(&agency.slug, Some(place))).collect();
            if all.is_empty() { self.organisation(&agency.slug, None).into_iter().collect() } else { all }
        };
        self.agencies.iter().flat_map(of).collect()
    }

    /// The organisation to which a post belongs. Where an agency has one seat for each council of an area, each is an
    /// organisation of its own (arrangements §3); a post of it that names no district belongs to the agency at large.
    #[must_use]
    pub fn organisation(&self, agency: &str, place: Option<&str>) -> Option<Organisation> {
        let agency = self.agency(agency)?;
        let wanted = place.map(fold);
        let own = self.places_of(&agency.slug).find(|own| wanted.as_ref().is_some_and(|wanted| fold(own) == *wanted));
        Some(match own {
            Some(own) => Organisation {
                slug: format!("{}/{}", agency.slug, fold(own).replace(' ', "-")),
                name: format!("{}, {own}", agency.name),
                short: format!("{} {own}", agency.short),
            },
            None => Organisation { slug: agency.slug.clone(), name: agency.name.clone(), short: agency.short.clone() },
        })
    }

    /// The organisation with this slug.
    #[must_use]
    pub fn organisation_called(&self, slug: &str) -> Option<Organisation> {
        let (agency, place) = apart(slug);
        self.organisation(agency, place)
    }

    /// The organisation that people call so: `yos`, `council/maldon`, or a post of it as `council/safeguarding/maldon`.
    #[must_use]
    pub fn find_organisation(&self, text: &str) -> Found<Organisation> {
        let (agency, place) = apart(text);
        let agency = match self.find_agency(agency) {
            Found::One(agency) => agency,
            Found::None => return Found::None,
            Found::Many(all) => {
                let all = all.into_iter().filter_map(|agency| self.organisation(&agency.slug, None));
                return Found::Many(all.collect());
            }
        };
        let places: Vec<&str> = self.places_of(&agency.slug).collect();
        let one = |place| self.organisation(&agency.slug, place).map_or(Found::None, Found::One);
        match place.map(|place| self.find_district(place)) {
            None if places.is_empty() => one(None),
            None => {
                Found::Many(places.into_iter().filter_map(|at| self.organisation(&agency.slug, Some(at))).collect())
            }
            Some(Found::One(district)) if places.contains(&district) => one(Some(district)),
            Some(_) => Found::None,
        }
    }

    /// The districts in each of which an agency is an organisation of its own; none where it is one for all.
    fn places_of(&self, agency: &str) -> impl Iterator<Item = &str> {
        let seats = self.parts.iter().flat_map(|part| &part.seats);
        let each = seats.into_iter().any(|rule| rule.agency == agency && rule.each == Some(Each::District));
        let districts = self.areas.iter().flat_map(|area| &area.districts).map(String::as_str);
        districts.filter(move |_| each)
    }
}

/// An agency, and the place that is named with it: the last segment, for a post may stand between them.
fn apart(slug: &str) -> (&str, Option<&str>) {
    match slug.split_once('/') {
        Some((agency, rest)) => (agency, rest.rsplit('/').next()),
        None => (slug, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let found = match Terms::essex().unwrap().find_organisation(text) {
            Found::None => "none".to_owned(),
            Found::One(one) => format!("{}: {}", one.slug, one.name),
            Found::Many(all) => format!("{} from {}", all.len(), all[0].slug),
        };
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn each_council_is_an_organisation_of_its_own_and_every_other_agency_is_one() {
        check("council/maldon", "council/maldon: Borough, City & District Council, Maldon");
        check("Council/Castle Point", "council/castle-point: Borough, City & District Council, Castle Point");
        check(
            "council/safeguarding/castle-point",
            "council/castle-point: Borough, City & District Council, Castle Point",
        );
        check("council", "12 from council/chelmsford");
        check("council/ep", "council/epping-forest: Borough, City & District Council, Epping Forest");
        check("yos", "yos: Youth Offending Service");
        for nobody in ["council/paris", "police/mplo/maldon", "police/maldon", "zzz", "", "/", "council/"] {
            check(nobody, "none");
        }
    }

    #[test]
    fn a_post_belongs_to_its_district_where_each_has_one_and_else_to_its_agency() {
        let terms = Terms::essex().unwrap();
        let slug = |agency, place| terms.organisation(agency, place).map(|own| own.slug);
        assert_eq!(slug("council", Some("castle-point")).as_deref(), Some("council/castle-point"));
        assert_eq!(slug("council", None).as_deref(), Some("council"));
        assert_eq!(slug("council", Some("2")).as_deref(), Some("council"), "a second invitee has a number");
        assert_eq!(slug("police", Some("maldon")).as_deref(), Some("police"), "one police, however many officers");
        assert_eq!(slug("zzz", None), None);
        let all = terms.organisations();
        assert!(all.iter().all(|own| terms.organisation_called(&own.slug).as_ref() == Some(own)));
        assert!(all.iter().all(|own| own.slug != "council") && all.iter().any(|own| own.slug == "csp/maldon"));
    }
}
