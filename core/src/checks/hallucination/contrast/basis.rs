//! Prices of the evidence that a statement gives for another time.

use super::super::statements::Statement;
use super::super::values::{Ground, Judged, Standing};
use super::Contradiction;
use crate::text::Text;

/// The statements that give a price of the evidence for another time: "£15 a night" where that is for the whole stay.
pub(in super::super) fn for_another_time(
    text: &Text,
    ground: &Ground<'_>,
    statements: &[Statement],
    judged: &[Judged],
) -> Vec<Contradiction> {
    let supported = judged.iter().filter(|judged| matches!(judged.standing, Standing::Supported(_)));
    let found = supported.filter_map(|judged| {
        let statement = statements.get(judged.statement).filter(|statement| !statement.condition)?;
        let unit = ground.on_another_basis(text, text.values().get(judged.value)?)?;
        Some(Contradiction { statement: judged.statement, at: statement.fold, unit })
    });
    found.collect()
}
