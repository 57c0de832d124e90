//! Who is found to be of concern, and what is found to be a name.

use super::*;
use proptest::prelude::*;

fn knows(word: &str) -> bool {
    "the a man of with seen was at slim big trips he is known as who has order risk sexual lives flat in by white van uncle lee \
        early help meeting her school park his boyfriend adult recruiter custody to from for chatting warning notice on over contact she order"
        .split(' ')
        .any(|known| known == word)
}

fn lexicon() -> Lexicon<'static> {
    Lexicon { knows: &knows, own: ["police", "chelmsford"].map(str::to_owned).into() }
}

#[test]
fn who_an_answer_names_is_of_concern() {
    let answer = "Slim, 24, lives in a flat in Chelmsford\nBig Sam (white van); Marlo Venn. The man with Kez Olu was at 4 \
        Fuller's Way. Police known.";
    assert_eq!(lexicon().answered(answer), ["Slim", "Big Sam", "Marlo Venn", "Kez Olu"]);
}

#[test]
fn who_is_said_to_be_called_so_is_of_concern() {
    let text = "Exploited by a man in his twenties known as Ricco, who presents himself so. His friend, called “Big Sam”, \
        drives. A park known as Osier Green. He goes by the name Uncle Lee.";
    assert_eq!(lexicon().called(text), ["Ricco", "Big Sam", "Uncle Lee"]);
}

#[test]
fn who_harms_a_child_or_is_held_for_it_is_of_concern_wherever_that_is_said() {
    let text = "Believed to be exploited by Jonah, a man of 26. White van; used by Slim and by a cousin. Her boyfriend Teo \
        called. The recruiter, Dex, is in custody. Manny was arrested on Friday. An order against Big Sam. Seen with Vee, \
        who is believed to be 27, and with Cass, aged 31.";
    assert_eq!(lexicon().called(text), ["Jonah", "Slim", "Teo", "Dex", "Manny", "Big Sam", "Vee", "Cass"]);
}

#[test]
fn who_is_of_no_concern_stays() {
    let text = "The van is used by Police. Driven by Early Help. Seen with Ruby, a girl of 15, and with Ella, aged 14. Order \
        Slim was not. Approached by YOS. Lives with Ann, a woman's aid worker from Kent, in a flat.";
    assert_eq!(lexicon().called(text), [""; 0]);
    let text = "Contact with Teo stopped; contact with Mum, with Early Help and Police goes on. Frightened of the Tannery Boys.";
    assert_eq!(lexicon().feared(text), ["Teo"]);
}

#[test]
fn a_name_in_the_reason_for_concern_is_of_concern_on_its_looks() {
    let text = "Over four months she has moved from chatting with Slim at the Larkfield retail park to Osier Bay. Jonah waits \
        at Oakmere School in a silver Corsa. Contact with Early Help, Police and Snapchat; a friend of Kez and Uncle Lee. She \
        travelled to Shenfield with Marlo from Tannery Lane, near Goosecroft, after Christmas.";
    assert_eq!(lexicon().suspected(text), ["Slim", "Jonah", "Kez", "Marlo"]);
}

#[test]
fn a_capital_that_no_dictionary_explains_may_be_a_name() {
    let text = "The man was seen with Slim and Marlo at Osier Bay. Kez was at a Sexual Risk Order. Police of Chelmsford, \
        YOS, on Saturdays. Big van.";
    assert_eq!(lexicon().strangers(text), ["Slim", "Marlo", "Osier Bay", "Kez"]);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[a-zA-Zé'’“” .…\\n-]{0,60}|\\PC{0,30}|([A-Z][a-z]{0,4} known as ){0,4}[A-Z][a-z]|\
            ((with|to|from|a|used by|é|Dex|Big Sam|, aged 2|,|\\.|park) ?){0,9}") {
        let lexicon = lexicon();
        let _ = (lexicon.answered(&text), lexicon.called(&text), lexicon.suspected(&text), lexicon.feared(&text));
        let _ = lexicon.strangers(&text);
    }
}
