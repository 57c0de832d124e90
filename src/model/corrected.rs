//! What a correction of what is known of a child changed, by name.

use super::case::Details;

impl Details {
    /// The names of what differs from what was known before, in the order of the record.
    #[must_use]
    pub fn changed_from(&self, before: &Self) -> Vec<&'static str> {
        let all = [
            ("name", self.name != before.name),
            ("date of birth", self.born != before.born),
            ("district", self.district != before.district),
            ("source", self.source != before.source),
            ("why open", self.threshold != before.threshold),
            ("models", self.models != before.models),
            ("education", self.education != before.education),
            ("plan", self.legal_status != before.legal_status),
            ("gender", self.gender != before.gender),
            ("ethnicity", self.ethnicity != before.ethnicity),
            ("concern", self.concern != before.concern),
            ("what the child says", self.child_says != before.child_says),
            ("presenter", self.presenter != before.presenter),
            ("notes", self.notes != before.notes),
        ];
        all.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_names_what_it_changed() {
        let born = "2012-02-01".parse().unwrap();
        let before = Details::of("Ada Nowhere", born);
        let after = Details { name: "Ada Somewhere".into(), notes: "Moved.".into(), ..before.clone() };
        assert_eq!(after.changed_from(&before), ["name", "notes"]);
        assert!(before.changed_from(&before).is_empty());
    }
}
