//! What is hidden from the eye of a filter is found all the same: at least 98 of 100 disguised phrases and
//! identifiers of each kind.
#![expect(clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

mod corpus;
mod disguise;
mod measure;

use draftgate::Validator;

#[test]
fn disguises_are_seen_through() {
    let validator = Validator::new("full").unwrap();
    for row in measure::table(&validator) {
        for (what, recall) in [("phrases", row.phrases), ("identifiers", row.identifiers)] {
            let Some(recall) = recall else { continue };
            assert!(recall.of >= 70, "{}: only {} disguised {what}", row.name, recall.of);
            assert!(
                recall.reaches(98),
                "{}: {} of {} {what} found; missed: {:#?}",
                row.name,
                recall.found,
                recall.of,
                recall.missed
            );
        }
    }
}
