//! Spelling and wording while one writes: underlined, corrected on demand, never in the way.

use ratatui::style::Modifier;

use super::Desk;
use crate::spelling::Speller;
use crate::tui::ui::keymap::Scope;

/// A review with the dictionary read.
fn desk() -> Desk {
    let mut desk = Desk::review();
    desk.ui.proof.take_speller(Speller::read().unwrap());
    desk
}

/// What is underlined on the screen in the rows of the field, run by run.
fn underlined(desk: &Desk) -> Vec<String> {
    let buffer = desk.draw(120, 36);
    let mut runs: Vec<String> = Vec::new();
    for y in 18..33 {
        let mut open = false;
        for x in 0..120 {
            let cell = &buffer[(x, y)];
            let lined = cell.modifier.contains(Modifier::UNDERLINED);
            match (lined, open) {
                (true, true) => runs.last_mut().unwrap().push_str(cell.symbol()),
                (true, false) => runs.push(cell.symbol().to_owned()),
                _ => {}
            }
            open = lined;
        }
    }
    runs
}

fn text(desk: &Desk) -> String {
    let live = desk.ui.live.as_ref().unwrap();
    live.writing.as_ref().map_or_else(|| live.capture.editor.text(), |writing| writing.editor.text())
}

#[test]
fn a_misspelt_word_is_underlined_once_it_is_whole() {
    let mut desk = desk();
    desk.keys("uThe assesment");
    assert!(underlined(&desk).is_empty(), "{:?}", underlined(&desk));
    desk.keys(" was");
    assert!(underlined(&desk).contains(&"assesment".to_owned()), "{:?}", underlined(&desk));
    desk.shows("neither in the dictionary").shows("F7 corrects");
}

#[test]
fn names_that_are_loaded_and_the_countys_words_are_never_underlined() {
    let mut desk = desk();
    let names: Vec<String> = desk.meeting().seats.iter().map(|seat| seat.speaker().to_owned()).collect();
    let said = format!("{}, and {} of Chelmsford near Jaywick. ", names.join(", "), desk.case().details.name);
    desk.keys("u").paste(&said);
    assert!(underlined(&desk).is_empty(), "{:?}", underlined(&desk));
}

#[test]
fn a_name_that_nobody_here_bears_is_let_be_unless_it_is_a_slip_of_one() {
    let mut desk = desk();
    desk.keys("uSeen with Callum and Zebedeus in Chelmsfrod ");
    assert_eq!(underlined(&desk)[..1], ["Chelmsfrod"], "{:?}", underlined(&desk));
    desk.keys("<F7>").shows("1 Chelmsford");
}

#[test]
fn f7_offers_words_and_a_digit_takes_them_while_the_cursor_goes_back_to_where_it_was() {
    let mut desk = desk();
    desk.keys("uThe assesment was sent ").keys("<F7>").shows("1 assessment").shows("0 it is right");
    assert_eq!(desk.ui.scope(), Scope::Corrections);
    desk.keys("1on Friday.");
    assert_eq!(text(&desk), "The assessment was sent on Friday.");
    desk.keys("<C-z><C-z><C-z><C-z>");
    assert!(text(&desk).starts_with("The assesment"), "{}", text(&desk));
}

#[test]
fn the_word_just_typed_can_be_corrected_before_the_space_after_it() {
    let mut desk = desk();
    desk.keys("uThe assesment<F7><Enter> was");
    assert_eq!(text(&desk), "The assessment was");
}

#[test]
fn f7_goes_on_to_the_next_and_escape_leaves_the_text_as_it_is() {
    let mut desk = desk();
    desk.keys("uAn assesment was recieved late <F7>").shows("1 received");
    desk.keys("<F7>").shows("1 assessment").keys("<F7>").shows("1 received").keys("<Esc>");
    assert_eq!(desk.ui.scope(), Scope::Writing);
    desk.keys("here");
    assert_eq!(text(&desk), "An assesment was recieved late here");
}

#[test]
fn any_other_key_leaves_the_corrections_and_is_not_lost() {
    let mut desk = desk();
    desk.keys("uAn assesment came <F7>today<Esc>");
    assert!(desk.updates()[0].ends_with("An assesment came today"), "{:?}", desk.updates());
    desk.keys("uAn assesment <F7>").paste("came");
    assert_eq!(text(&desk), "An assesment came");
    desk.keys("<F7><Esc><Tab>");
    assert_eq!(desk.updates().len(), 2, "Tab records whatever is underlined");
}

#[test]
fn a_word_that_is_right_is_not_underlined_again() {
    let mut desk = desk();
    desk.keys("uZebedeus was there <F7>0");
    assert!(underlined(&desk).is_empty(), "{:?}", underlined(&desk));
    desk.keys("<Esc>uSeen. Zebedeus again ");
    assert!(underlined(&desk).is_empty());
}

#[test]
fn a_word_of_the_countys_own_list_is_underlined_for_nobody_and_can_be_taken_back() {
    let mut desk = desk();
    desk.keys("uZebedeus's van was there <F7>").shows("+ county's list");
    desk.keys("+").says("“Zebedeus” is on the county's list");
    assert!(underlined(&desk).is_empty(), "{:?}", underlined(&desk));
    assert_eq!(text(&desk), "Zebedeus's van was there ");
    desk.keys("still<Esc>");
    assert!(desk.updates()[0].ends_with("there still"));
    desk.open();
    desk.ui.proof.take_speller(Speller::read().unwrap());
    desk.keys("<Enter>uZebedeus again, then ");
    assert!(underlined(&desk).is_empty(), "{:?}", underlined(&desk));
    desk.keys("<Esc><C-z><C-z>").says("Taken back: ");
    desk.keys("<C-z>").says("Zebedeus").keys("uZebedeus again, then ");
    assert!(underlined(&desk).contains(&"Zebedeus".to_owned()), "{:?}", underlined(&desk));
}

#[test]
fn a_phrase_that_blames_the_child_is_underlined_and_better_words_are_offered() {
    let mut desk = desk();
    desk.keys("uShe puts herself at risk when ");
    assert!(underlined(&desk).contains(&"puts herself at risk".to_owned()), "{:?}", underlined(&desk));
    desk.shows("say who endangers the child").shows("→ is being exploited");
    desk.keys("<F7><Enter>he calls.");
    assert_eq!(text(&desk), "She is being exploited when he calls.");
}

#[test]
fn quotations_and_a_childs_own_words_are_left_alone() {
    let mut desk = desk();
    desk.keys("uMother said “she puts herself at risk” ");
    assert!(underlined(&desk).is_empty(), "{:?}", underlined(&desk));
    desk.keys("<Esc>vI put myself at risk, I am promiscuous ");
    assert!(underlined(&desk).is_empty(), "{:?}", underlined(&desk));
}

#[test]
fn vague_words_are_underlined_in_action_lines_only() {
    let mut desk = desk();
    desk.keys("uThe plan is ongoing there.");
    assert!(underlined(&desk).is_empty());
    desk.keys("<Enter>!@yos monitor the plan by fri");
    assert!(underlined(&desk).contains(&"monitor".to_owned()), "{:?}", underlined(&desk));
    desk.shows("say who checks what, and how often").shows("Fri 4 Dec 2026");
    desk.keys("<Esc>:a @yos monitor the plan by fri");
    assert!(underlined(&desk).contains(&"monitor".to_owned()));
    desk.shows("say who checks what, and how often");
}

#[test]
fn nothing_found_says_so() {
    let mut desk = desk();
    desk.keys("uSeen twice. <F7>").says("Nothing in this text is underlined.");
    assert_eq!(desk.ui.scope(), Scope::Writing);
}

#[test]
fn without_a_dictionary_wordings_are_found_all_the_same() {
    let mut desk = Desk::review();
    desk.keys("uHer assesment says she is promiscuous. ");
    assert!(underlined(&desk).contains(&"promiscuous".to_owned()));
    assert!(!underlined(&desk).contains(&"assesment".to_owned()));
}

#[test]
fn up_brings_back_the_lines_recorded_before_on_this_meeting() {
    let mut desk = Desk::review();
    desk.keys(":k medium because quiet<Enter>:l venue Taxi rank<Enter>");
    desk.keys(":<Up>").shows("l venue Taxi rank").shows("line 2 of 2, recorded on");
    desk.keys("<Up>").shows("k medium because quiet").keys("<Up>");
    assert_eq!(text(&desk), "k medium because quiet");
    desk.keys("<Down>");
    assert_eq!(text(&desk), "l venue Taxi rank");
    desk.keys("<Down>");
    assert_eq!(text(&desk), "");
    desk.keys("<Esc>nn:<Up>, Market Road");
    assert_eq!(text(&desk), "l venue Taxi rank, Market Road");
}

#[test]
fn up_chooses_completions_once_something_is_typed() {
    let mut desk = Desk::review();
    desk.keys(":k medium because quiet<Enter>");
    desk.keys(":k <Up><Tab>");
    assert_eq!(text(&desk), "k actual ");
    desk.keys("<F8>a @<Esc><F8>");
    let mut other = Desk::review();
    other.keys(":<Up><Tab>");
    assert_eq!(text(&other), "r ", "with nothing recorded yet Up goes among the completions");
}

#[test]
fn an_action_recorded_inside_an_update_comes_back_with_up_too() {
    let mut desk = Desk::review();
    desk.keys("uSeen.<Enter>!@yos visit by fri<Enter><Esc>a<Up>");
    assert_eq!(text(&desk), "a @yos visit by fri");
}

#[test]
fn the_long_answers_of_the_information_form_are_checked_as_the_minutes_are() {
    let mut desk = Desk::new();
    desk.ui.proof.take_speller(Speller::read().unwrap());
    desk.keys("caKit Farrow<Tab>24/03/2012<Tab>chelm<Tab>request<Tab>known<C-s>").says("is opened");
    desk.keys("2e<PgDn><PgDn><PgDn>The assesment was a lifestyle choice ");
    desk.shows("lifestyle choice  ").shows("F7 corrects");
    desk.keys("<F7><F7>").shows("1 assessment").shows("0 it is right");
    assert_eq!(desk.ui.scope(), Scope::Corrections);
    desk.keys("1of hers<C-s>");
    let case = desk.ui.open_case(desk.session().shown()).unwrap();
    let answer = case.form().unwrap().form.answer("concern").unwrap();
    assert!(answer.starts_with("The assessment was") && answer.ends_with("of hers"), "{answer}");
}

#[test]
fn what_a_child_or_parents_say_in_the_form_is_not_reworded() {
    let mut desk = Desk::new();
    desk.ui.proof.take_speller(Speller::read().unwrap());
    desk.keys("caKit Farrow<Tab>24/03/2012<Tab>chelm<Tab>request<Tab>known<C-s>2e<PgUp>");
    desk.shows("▸ Child's view").keys("It was a lifestyle choice ").hides("F7 corrects").keys("but wierd ");
    desk.shows("wierd  neither in the dictionary").keys("<F7><Esc>");
    assert_eq!(desk.ui.scope(), Scope::Form);
    desk.keys("<Tab>").hides("wierd  neither").keys("<F7>").says("Nothing in this text is underlined");
}
