//! The contact list: who holds which post, per area and part. Contacts are not those who unlock the store.

use super::cells::{Line, says_nothing};
use super::file::FileError;
use super::header::Names;
use super::person_name;
use super::places::find_police_district;
use super::report::Reading;
use super::sheets::Sheet;
use super::table::{self, Kind};
use crate::model::county::{Contact, is_email};
use crate::terms::{Agency, Designation, Each, Found, Terms, fold};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Area,
    Part,
    Agency,
    Designation,
    District,
    Name,
    Email,
    Telephone,
    Spoc,
    Deputy,
}

const NAMES: [Names<Column>; 10] = [
    (Column::Name, &["name", "contact name", "full name", "member", "contact"]),
    (Column::Agency, &["agency", "organisation", "organization", "service"]),
    (Column::Designation, &["designation", "role", "post", "job title", "title", "position"]),
    (Column::Area, &["area", "quadrant", "quad"]),
    (Column::Part, &["part", "meeting", "mace part", "mace"]),
    (Column::District, &["district", "borough", "district borough", "council"]),
    (Column::Email, &["secure e mail", "secure email", "e mail", "email", "e mail address", "email address"]),
    (Column::Telephone, &["telephone", "phone", "tel", "tel no", "mobile", "telephone number", "phone number"]),
    (Column::Spoc, &["spoc", "single point of contact"]),
    (Column::Deputy, &["deputy", "substitute", "in their stead", "cover"]),
];

const KIND: Kind<Column> = Kind { names: &NAMES, needed: &[Column::Name, Column::Agency] };

/// Reads a contact list; a row for several areas or for both parts becomes a contact for each, and the same person in
/// the same post twice is read once.
///
/// # Errors
/// When no sheet that a person sees has the columns of a contact list.
pub fn read(sheets: &[Sheet], file: &str, terms: &Terms) -> Result<Reading<Contact>, FileError> {
    let row = |line: &mut Line<'_, Column>| contacts(line, terms);
    table::rows(sheets, file, &KIND, &[], row, |contact| {
        let Contact { area, part, agency, designation, district, name, .. } = contact;
        format!("{area} {part} {agency}/{designation} {} {}", district.as_deref().unwrap_or(""), fold(name))
    })
}

fn contacts(line: &mut Line<'_, Column>, terms: &Terms) -> Vec<Contact> {
    let name = person_name(&line.text(Column::Name));
    if !name.chars().any(char::is_alphabetic) {
        line.refuse(Column::Name, "a name is needed");
    }
    let (areas, parts) = (areas(line, terms), parts(line, terms));
    let email = email(line);
    let telephone = Some(line.text(Column::Telephone)).filter(|text| !says_nothing(text)).unwrap_or_default();
    let spoc = spoc(line);
    let deputy = line.text(Column::Deputy);
    let deputy = if says_nothing(&deputy) { String::new() } else { person_name(&deputy) };
    let Some(agency) = agency(line, terms) else { return Vec::new() };
    let mut contacts = Vec::new();
    for part in parts {
        let Some(designation) = designation(line, terms, agency, part) else { return Vec::new() };
        let Ok(district) = district(line, terms, (agency, designation)) else { return Vec::new() };
        contacts.extend(areas.iter().map(|area| Contact {
            area: area.clone(),
            part,
            agency: agency.slug.clone(),
            designation: designation.slug.clone(),
            district: district.clone(),
            name: name.clone(),
            email: email.clone(),
            telephone: telephone.clone(),
            spoc,
            deputy: deputy.clone(),
        }));
    }
    contacts
}

/// Reads one area, several parted by a comma or `/`, or all of them.
fn areas(line: &mut Line<'_, Column>, terms: &Terms) -> Vec<String> {
    let text = line.text(Column::Area);
    if ["all", "county", "countywide", "county wide", "all areas", "all quadrants"].contains(&fold(&text).as_str()) {
        return terms.areas.iter().map(|area| area.slug.clone()).collect();
    }
    let mut areas = Vec::new();
    let said = if says_nothing(&text) { line.sheet() } else { text.as_str() };
    for part in said.split([',', '/', ';', '&']) {
        match terms.find_area(part) {
            Found::One(area) => areas.push(area.slug.clone()),
            _ if says_nothing(&text) => {
                line.refuse(Column::Area, "an area is needed, or “all”");
                return Vec::new();
            }
            _ => {
                line.refuse(Column::Area, "not an area of this county, nor “all”");
                return Vec::new();
            }
        }
    }
    areas
}

/// Reads `1`, `Part 2`, `1 & 2`, `both`; a list that does not say means both parts.
fn parts(line: &mut Line<'_, Column>, terms: &Terms) -> Vec<u8> {
    let text = fold(&line.text(Column::Part));
    let all = || terms.parts.iter().map(|part| part.number).collect();
    if says_nothing(&text) || ["both", "all", "both parts"].contains(&text.as_str()) {
        return all();
    }
    let words = text.split(' ').filter(|word| !["part", "parts", "and", "mace"].contains(word));
    let numbers = words.map(|word| {
        let number = word.trim_start_matches("mace").parse().ok()?;
        terms.part(number).map(|part| part.number)
    });
    match numbers.collect::<Option<Vec<u8>>>() {
        Some(numbers) if !numbers.is_empty() => numbers,
        _ => {
            line.refuse(Column::Part, "not 1, 2 or both");
            Vec::new()
        }
    }
}

fn agency<'a>(line: &mut Line<'_, Column>, terms: &'a Terms) -> Option<&'a Agency> {
    match terms.find_agency(&line.text(Column::Agency)) {
        Found::One(agency) => return Some(agency),
        Found::None => line.refuse(Column::Agency, "not an agency of this county"),
        Found::Many(agencies) => {
            let names: Vec<&str> = agencies.into_iter().map(|agency| agency.name.as_str()).collect();
            line.refuse(Column::Agency, format!("it could be {}", names.join(" or ")));
        }
    }
    None
}

/// Reads a designation of the agency. An agency with only one need not say it; "Chair" is the part's.
fn designation<'a>(
    line: &mut Line<'_, Column>,
    terms: &'a Terms,
    agency: &'a Agency,
    part: u8,
) -> Option<&'a Designation> {
    let text = line.text(Column::Designation);
    let rule = terms.part(part)?;
    let mut named = vec![];
    match fold(&text).as_str() {
        "chair" => named.push(&rule.chair),
        "vice chair" | "deputy chair" => named.extend(&rule.vice_chairs),
        _ => {}
    }
    if let Some(post) = named.into_iter().find(|post| post.agency == agency.slug) {
        return terms.designation(&agency.slug, &post.designation).map(|(_, designation)| designation);
    }
    if let ([only], true) = (&agency.designations[..], says_nothing(&text)) {
        return Some(only);
    }
    if let Found::One((_, designation)) = terms.find_post(&format!("{}/{text}", agency.slug)) {
        return Some(designation);
    }
    let known: Vec<&str> = agency.designations.iter().map(|designation| designation.title.as_str()).collect();
    line.refuse(Column::Designation, format!("not a designation of {}; it has {}", agency.name, known.join(", ")));
    None
}

/// Reads the district that the post is one of several for; refused, there is no telling which seat it fills.
fn district(
    line: &mut Line<'_, Column>,
    terms: &Terms,
    (agency, designation): (&Agency, &Designation),
) -> Result<Option<String>, ()> {
    let text = line.text(Column::District);
    let mut seats = terms.parts.iter().flat_map(|part| &part.seats);
    let police = seats.any(|seat| {
        seat.each == Some(Each::PoliceDistrict)
            && (&seat.agency, &seat.designation) == (&agency.slug, &designation.slug)
    });
    let found = if police { find_police_district(terms, &text) } else { terms.find_council(&text) };
    if found.is_none() && !says_nothing(&text) {
        line.refuse(Column::District, "not a district of this county");
        return Err(());
    }
    Ok(found)
}

fn email(line: &mut Line<'_, Column>) -> String {
    let text = line.text(Column::Email);
    let address = text.strip_prefix("mailto:").unwrap_or(&text).to_owned();
    if says_nothing(&address) {
        return String::new();
    }
    if !is_email(&address) {
        line.refuse(Column::Email, "not an e-mail address");
    }
    address
}

fn spoc(line: &mut Line<'_, Column>) -> bool {
    let text = line.text(Column::Spoc);
    match fold(&text).as_str() {
        "yes" | "y" | "true" | "1" | "spoc" | "x" => true,
        "false" | "n" | "0" => false,
        _ if text == "✓" || text == "✔" => true,
        _ => {
            if !says_nothing(&text) {
                line.refuse(Column::Spoc, "neither yes nor no");
            }
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;
    use crate::import::sheets;
    use crate::model::roster;

    const HEADER: &str = "Area,Part,Agency,Designation,District,Name,Secure e-mail,Telephone,SPOC,Deputy";

    fn read_bytes(bytes: &[u8], file: &str) -> Reading<Contact> {
        let terms = Terms::essex().unwrap();
        read(&sheets::read(bytes, file).unwrap(), file, &terms).unwrap()
    }

    fn read_rows(rows: &str) -> Reading<Contact> {
        read_bytes(format!("Contacts of the county\n{HEADER}\n{rows}").as_bytes(), "contacts.csv")
    }

    #[track_caller]
    fn check(row: &str, expect: &[&str]) {
        let reading = read_rows(row);
        let posts: Vec<String> = reading
            .rows
            .iter()
            .map(|contact| format!("{} {} {}/{}", contact.area, contact.part, contact.agency, contact.designation))
            .collect();
        assert_eq!(posts, expect, "{:?}", reading.refused);
    }

    #[track_caller]
    fn refuses(row: &str, column: &str) {
        let reading = read_rows(row);
        assert!(reading.rows.is_empty());
        assert_eq!(reading.refused.first().map(|one| one.column.as_str()), Some(column), "{:?}", reading.refused);
    }

    #[test]
    fn a_contact_is_read_with_all_its_columns() {
        let reading = read_rows("Mid,1,Police,MPLO,Braintree,PAT DOE,pat.doe@police.example,01632 960 111,yes,JO ROE");
        let contact = &reading.rows[0];
        assert_eq!((contact.name.as_str(), contact.email.as_str()), ("Pat Doe", "pat.doe@police.example"));
        assert_eq!((contact.telephone.as_str(), contact.spoc), ("01632 960 111", true));
        assert_eq!(contact.deputy, "Jo Roe");
        assert_eq!(contact.district.as_deref(), Some("Braintree and Uttlesford"));
    }

    #[test]
    fn a_liaison_officer_fills_the_seat_of_the_police_district_however_it_is_called() {
        let terms = Terms::essex().unwrap();
        for (area, said) in [("Mid", "Braintree"), ("West", "Uttlesford"), ("Mid", "Braintree and Uttlesford")] {
            let contacts = read_rows(&format!("{area},1,Police,MPLO,{said},Pat Doe,,,")).rows;
            let seats = roster::seats(&terms, terms.part(1).unwrap(), &contacts[0].area, &contacts);
            let seat = seats.iter().find(|seat| seat.name == "Pat Doe").unwrap_or_else(|| panic!("no seat for {said}"));
            assert_eq!(seat.address.as_str(), "police/mplo/braintree-and-uttlesford");
        }
        check("South,1,Council,,Castle Point Borough Council,Jo Doe,,,", &["south 1 council/safeguarding"]);
        refuses("Mid,1,Police,MPLO,Atlantis,Jo Doe,,,", "District");
    }

    #[test]
    fn a_row_for_both_parts_or_all_areas_is_one_contact_each() {
        check("Mid,1 & 2,YOS,,,Jo Doe,,,", &["mid 1 yos/regional-manager", "mid 2 yos/regional-manager"]);
        check(
            "all,Part 2,Probation,,,Jo Doe,,,",
            &[
                "mid 2 probation/senior-po",
                "north 2 probation/senior-po",
                "south 2 probation/senior-po",
                "west 2 probation/senior-po",
            ],
        );
    }

    #[test]
    fn the_chair_is_whoever_the_terms_say() {
        check("North,1,C&F,Chair,,Jo Doe,,,", &["north 1 cf/service-manager"]);
        check("North,2,C&F,Chair,,Jo Doe,,,", &["north 2 cf/director"]);
        check("North,1,Health,Named Nurse / Named Nurse LAC,,Jo Doe,,,", &["north 1 health/named-nurse"]);
    }

    #[test]
    fn what_is_no_post_of_the_county_is_refused_by_column() {
        refuses("Centre,1,YOS,,,Jo Doe,,,", "Area");
        refuses(",1,YOS,,,Jo Doe,,,", "Area");
        refuses("Mid,3,YOS,,,Jo Doe,,,", "Part");
        refuses("Mid,1,Coastguard,,,Jo Doe,,,", "Agency");
        refuses("Mid,1,Police,Admiral,,Jo Doe,,,", "Designation");
        refuses("Mid,1,Police,,,Jo Doe,,,", "Designation");
        refuses("Mid,1,YOS,,Atlantis,Jo Doe,,,", "District");
        refuses("Mid,1,YOS,,,Jo Doe,jo at home,,", "Secure e-mail");
        refuses("Mid,1,YOS,,,Jo Doe,,,perhaps", "SPOC");
        refuses("Mid,1,YOS,,,,jo@yos.example,,", "Name");
    }

    #[test]
    fn a_contact_twice_is_read_once() {
        let reading = read_rows("Mid,1,YOS,,,Jo Doe,,,\nMid,1,YOS,,,JO DOE,,,");
        assert_eq!((reading.rows.len(), reading.duplicates.len(), reading.read), (1, 1, 2));
    }

    #[test]
    fn a_workbook_reads_as_the_text_does() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("West").unwrap();
        for (column, (title, cell)) in [("Agency", "ESCB"), ("Name", "Jo Doe"), ("Part", "")].into_iter().enumerate() {
            let column = u16::try_from(column).unwrap();
            sheet.write_string(0, column, title).unwrap().write_string(1, column, cell).unwrap();
        }
        sheet.write_number(1, 2, 2.0).unwrap();
        let reading = read_bytes(&book.save_to_buffer().unwrap(), "contacts.xlsx");
        let contact = &reading.rows[0];
        assert_eq!((contact.area.as_str(), contact.part, contact.agency.as_str()), ("west", 2, "escb"));
    }
}
