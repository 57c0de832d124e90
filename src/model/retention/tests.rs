//! What holds of periods, holds and removals.

use proptest::prelude::*;

use super::*;
use crate::model::office::{Office, check, day, essex};
use crate::model::request::Request;

fn periods() -> Retention {
    essex().retention.clone()
}

#[test]
fn a_record_is_due_at_the_twenty_fifth_birthday_and_a_looked_after_childs_seventy_five_years_from_birth() {
    let own = due(day("2011-05-02"), false, &periods());
    assert_eq!((own.on, own.rule()), (day("2036-05-02"), "25th birthday".to_owned()));
    let looked_after = due(day("2011-05-02"), true, &periods());
    assert_eq!(
        (looked_after.on, looked_after.rule()),
        (day("2086-05-02"), "75 years from birth: looked after".to_owned())
    );
    assert_eq!(due(day("2012-02-29"), false, &periods()).on, day("2037-02-28"));
}

#[test]
fn who_was_ever_looked_after_is_kept_for_the_longer_time() {
    check(|office| {
        let case = office.child("Robin Invented", None, "Medium");
        let status = |office: &mut Office<'_>, status: &str| {
            let standing = office.docs().cases[&case].details.clone();
            let details = Box::new(Details { legal_status: Some(status.to_owned()), ..standing });
            let (risk, review_date, closed) = (None, None, None);
            office.ask(Request::CorrectCase { case: case.clone(), details, risk, review_date, closed }).unwrap();
        };
        let looked_after =
            |office: &Office<'_>| CaseRow::of(&office.docs().cases[&case]).retention(essex()).looked_after;
        status(office, "Child in Need");
        assert!(!looked_after(office));
        status(office, "Child in Care (looked after)");
        assert!(looked_after(office));
        status(office, "Child in Need");
        assert!(looked_after(office), "not any more, but once");
    });
}

proptest! {
    #[test]
    fn nothing_is_due_before_the_child_has_that_age(days in 0..40_000i64, looked_after: bool) {
        let born = day("1990-01-01") + chrono::Duration::days(days);
        let due = due(born, looked_after, &periods());
        let years = due.on.years_since(born).unwrap();
        prop_assert!(years >= due.years - 1, "{born} {due:?}");
        prop_assert!(due.on.succ_opt().unwrap().years_since(born).unwrap() >= due.years);
    }
}
