//! Intake: a case is opened, its information form filled in, the Hub referral demanded, missing episodes recorded.

use super::Desk;
use crate::model::case::Case;
use crate::tui::ui::Overlay;
use crate::tui::ui::form::FormKind;

/// What opens a case for Kit Farrow, born on 24 March 2012, up to the level of risk.
const KIT: &str = "caKit Farrow<Tab>24/03/2012<Tab>chelms<Tab>request<Tab>known<Tab>not open<Tab>";

fn child(desk: &Desk) -> &Case {
    desk.ui.open_case(desk.session().shown()).unwrap()
}

/// A case that was just opened for Kit Farrow, at High, not known to the lead agency.
fn opened() -> Desk {
    let mut desk = Desk::new();
    desk.keys(KIT).keys("high<Tab>Jo Doe, YOS<C-s>").says("is opened");
    desk
}

#[test]
fn a_case_is_opened_from_the_tracker_and_shown() {
    let mut desk = opened();
    let case = child(&desk);
    let details = &case.details;
    assert_eq!(
        (details.name.as_str(), details.district.as_str(), case.area.as_str()),
        ("Kit Farrow", "Chelmsford", "mid")
    );
    assert_eq!(details.source.as_deref(), Some("Request by an agency"));
    assert_eq!(details.threshold.as_deref(), Some("Known exploitation"));
    assert_eq!((details.legal_status.as_deref(), case.risk.as_deref()), (Some("Not open to C&F"), Some("High")));
    desk.shows("Kit Farrow, 14").shows("Presented by");
}

#[test]
fn a_case_is_not_opened_without_source_threshold_or_a_whole_date_of_birth() {
    let mut desk = Desk::new();
    desk.keys("caKit Farrow<C-s>").says("is no whole date of birth");
    desk.keys("<Tab>24/3/2012<C-s>").says("where the child lives");
    desk.keys("<Tab>chelms<C-s>").says("where the case came from");
    desk.keys("<Tab>request<C-s>").says("why the child is open");
    assert_eq!(desk.entries(), desk.began);
}

#[test]
fn taking_an_opening_back_takes_the_case_out_of_the_tracker() {
    let mut desk = opened();
    desk.keys("<C-z>").says("Taken back").keys("ffarrow").shows("No case fits");
}

#[test]
fn a_child_who_may_be_known_is_offered_before_a_second_record_is_made() {
    let mut desk = opened();
    // Day and month swapped would be no date here; a slip in the name, and accents, are.
    desk.keys("qcaKít Farow<Tab>24/03/2012<Tab>harlow<Tab>request<Tab>known<C-s>");
    let entries = desk.entries();
    desk.shows("Is this child known already?").shows("Kit Farrow, born 24 Mar 2012").shows("a similar name");
    desk.keys("<Esc>").shows("A new case").shows("Kít Farow");
    desk.keys("<C-s><Enter>").shows("Kit Farrow, 14");
    assert_eq!(desk.entries(), entries, "no second record was made");
    desk.keys("qa").hides("Farow");
}

#[test]
fn another_child_of_the_same_name_gets_a_record_all_the_same() {
    let mut desk = opened();
    desk.keys("qcaKit Farrow<Tab>02/01/2010<Tab>harlow<Tab>request<Tab>known<C-s>").shows("another date of birth");
    desk.keys("n").says("is opened").shows("Kit Farrow, 16");
}

#[test]
fn the_information_form_says_how_full_each_section_is() {
    let mut desk = opened();
    desk.keys("2").shows("e fills one in").keys("e");
    desk.shows("Kit Farrow").shows("24 Mar 2012").shows("required missing").shows("The child's view");
    let missing = |desk: &Desk| desk.screen().lines().nth(3).unwrap_or_default().to_owned() + &desk.screen();
    assert!(missing(&desk).contains("4 required missing"), "{}", desk.screen());
    desk.keys("<PgDn>Jo Doe<Tab>YOS<Tab>16/11/2026").shows("1 required missing").shows("3/3 ✓");
    desk.keys("<PgDn><PgDn>Seen at night with older boys.<Enter>Two taxis.").hides("required missing");
}

#[test]
fn a_form_is_recorded_answer_by_answer_and_taken_back() {
    let mut desk = opened();
    desk.size = (120, 90);
    desk.keys("2e<PgDn>Jo Doe<C-s>").shows("Jo Doe").shows("Still missing");
    desk.keys("e<PgDn><PgDn><PgDn>Seen at night.<Tab>A man in a red car.<C-s>").shows("Seen at night.");
    let case = child(&desk);
    assert_eq!(case.forms.len(), 1, "it is the same form");
    assert_eq!(case.form().unwrap().form.answer("suspects"), Some("A man in a red car."));
    assert_eq!(case.details.concern, "Seen at night.", "what it tells of the child is in the record");
    desk.keys("4").shows("form: Suspects, perpetrators").keys("<C-z>").says("Taken back");
    assert_eq!(child(&desk).form().unwrap().form.answer("suspects"), None);
    assert_eq!(desk.session().verify(None).replay, Vec::<String>::new(), "a replay says the same");
}

#[test]
fn a_form_that_was_cut_off_in_mid_word_comes_back() {
    let mut desk = opened();
    desk.keys("2e<PgDn><PgDn><PgDn>Seen at ni");
    desk.open();
    desk.says("the information form").says("The text is back").shows("Seen at ni").shows("▸ Concerns");
    desk.keys("ght.<C-s>");
    assert_eq!(child(&desk).form().unwrap().form.answer("concern"), Some("Seen at night."));
}

#[test]
fn a_case_that_was_being_opened_comes_back_too() {
    let mut desk = Desk::new();
    desk.keys("caKit Farr");
    desk.open();
    desk.says("a new case").shows("Kit Farr").shows("A new case");
}

#[test]
fn what_somebody_else_answered_meanwhile_is_not_overwritten() {
    let mut desk = opened();
    desk.keys("2e<PgDn>Jo Doe<C-s>e<PgDn><Home>Dr <C-s>").shows("Dr Jo Doe");
    desk.keys("e<PgDn>");
    let Some(Overlay::Form(form)) = &mut desk.ui.overlay else { panic!("no form is open") };
    assert!(matches!(form.kind, FormKind::Information { .. }));
    let field = form.at;
    form.fields[field] = crate::tui::ui::field::Field::line("Professional", "Jo Doe", "");
    desk.keys("<End> again<C-s>").says("changed this meanwhile").shows("Dr Jo Doe").shows("Jo Doe again");
    desk.keys("e").shows("theirs: Dr Jo Doe").keys("<C-a><BS>Dr Jo Doe again<C-s>").shows("Dr Jo Doe again");
}

#[test]
fn the_hub_referral_is_demanded_until_it_is_recorded() {
    let mut desk = opened();
    desk.shows("refer to the Hub now").keys("q").shows("Hub");
    desk.keys("ffarrow<Enter><Enter>h").shows("Referral to the Hub").keys("Jo Doe, YOS<C-s>");
    desk.hides("refer to the Hub now").shows("Hub referral").shows("Jo Doe, YOS");
    desk.keys("<C-z>").says("Taken back").shows("refer to the Hub now");
}

#[test]
fn no_referral_is_demanded_of_a_child_whom_the_lead_agency_knows() {
    let mut desk = opened();
    desk.keys("e<Tab><Tab><Tab><Tab><Tab><BS>child in need<C-s>").shows("Child in Need").hides("refer to the Hub now");
}

#[test]
fn a_referral_is_recorded_in_the_meeting_too() {
    let mut desk = Desk::review();
    desk.keys("h").shows("Referral to the Hub").keys("Jo Doe<C-s>").hides("Made on");
    assert_eq!(desk.case().referral.as_ref().unwrap().by, "Jo Doe");
}

#[test]
fn a_missing_episode_is_recorded_and_put_right() {
    let mut desk = opened();
    desk.keys("m").shows("A missing episode").keys("2 dec 22:10<Tab>06:30 3 dec<Tab>home<C-s>");
    desk.shows("Wed 2 Dec 2026 22:10").shows("8 hours").shows("from home");
    desk.keys("m30 nov 20:00<C-s>").shows("still missing").keys("<Down>").shows("▸ E");
    let label = desk.ui.chosen_episode(desk.session().shown()).unwrap().label.clone();
    desk.keys("e").shows(&format!("Missing {label}")).keys("<Tab>1 dec 07:00<C-s>").hides("still missing");
    assert_eq!(child(&desk).episodes.len(), 2);
    desk.keys("<C-z>").says("Taken back").shows("still missing");
}

#[test]
fn an_episode_that_cannot_be_is_refused_and_its_words_stay() {
    let mut desk = opened();
    desk.keys("myesterday<C-s>").says("is no day and time");
    desk.keys("<Esc>mx").shows("yesterday");
    desk.keys("<Esc>").keys("m<C-s>").says("no day and time");
}

#[test]
fn nothing_is_edited_in_a_section_that_only_shows() {
    let mut desk = opened();
    desk.keys("4e").says("1 has the record");
    desk.keys("3e").says("m records one");
}
