//! What to expect of each model: boards, chips, fans, cooling.
//!
//! The table is `assets/models.csv`. Machines write their model in several forms and with a last digit that only names
//! a variant; [`lookup`] knows the rule. What a model is not in the table for must be taken from the machine.

use super::table::rows;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::LazyLock};

/// How a model is cooled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cooling {
    /// By fans.
    Air,
    /// By water through the boards' plates.
    Hydro,
    /// In a bath.
    Immersion,
    /// By a liquid, in a way that nobody tells.
    Liquid,
}

/// What a model is made of. `None` is what nobody tells.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Model {
    /// The family: `M30S++`.
    pub family: Box<str>,
    /// The kind of hash board: `VH90`. Empty where a family has one.
    pub board: Box<str>,
    /// How many hash boards.
    pub boards: Option<u8>,
    /// How many chips on each.
    pub chips_per_board: Option<u16>,
    /// How many fans.
    pub fans: u8,
    /// How it is cooled.
    pub cooling: Cooling,
}

const TEXT: &str = include_str!("../../assets/models.csv");

static TABLE: LazyLock<BTreeMap<String, Model>> = LazyLock::new(|| {
    let models = rows::<Model>(TEXT).into_iter().flatten();
    models.map(|model| (format!("{}{}", model.family, model.board), model)).collect()
});

/// How each family is cooled, where its models agree.
static FAMILIES: LazyLock<BTreeMap<&'static str, Option<Cooling>>> = LazyLock::new(|| {
    let mut families: BTreeMap<&str, Option<Cooling>> = BTreeMap::new();
    for model in TABLE.values() {
        let cooling = families.entry(&model.family).or_insert(Some(model.cooling));
        *cooling = cooling.filter(|cooling| *cooling == model.cooling);
    }
    families
});

/// A model's name without what machines write differently: `M56S_VH30` and `m56s vh30` become `M56SVH30`.
fn plain(model: &str) -> String {
    let name = model.trim().to_ascii_uppercase();
    let name = name.strip_prefix("WHATSMINER").unwrap_or(&name);
    name.chars().filter(|c| !c.is_whitespace() && *c != '_').collect()
}

/// The model that a machine names, whatever its form and variant; `None` where it is not in the table.
pub fn lookup(model: &str) -> Option<&'static Model> {
    let mut name = plain(model);
    if let Some(model) = TABLE.get(&name) {
        return Some(model);
    }
    // The last digit is a variant of the same board.
    name.pop()?;
    name.push('0');
    TABLE.get(&name)
}

/// How a model is cooled: by the table, by its family, else by the class digit in its name (0 to 2 air, 3 hydro,
/// 6 immersion, the others liquid).
pub fn cooling(model: &str) -> Option<Cooling> {
    if let Some(model) = lookup(model) {
        return Some(model.cooling);
    }
    let name = plain(model);
    let family = name.rfind('V').map_or(name.as_str(), |end| &name[..end]);
    if let Some(cooling) = FAMILIES.get(family) {
        return *cooling;
    }
    let mut digits = family.strip_prefix('M')?.chars().take_while(char::is_ascii_digit).skip(1);
    match digits.next()? {
        '0'..='2' => Some(Cooling::Air),
        '3' => Some(Cooling::Hydro),
        '6' => Some(Cooling::Immersion),
        _ => Some(Cooling::Liquid),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cooling, Model, TABLE, TEXT, cooling, lookup, plain, rows};

    #[test]
    fn every_row_of_the_table_is_sound() {
        let rows = rows::<Model>(TEXT);
        for (number, row) in rows.iter().enumerate() {
            let row = row.as_ref().unwrap_or_else(|error| panic!("row {number}: {error}"));
            let name = format!("{}{}", row.family, row.board);
            assert_eq!(name, plain(&name), "{name}: not in the form of the keys");
            assert!(row.family.starts_with('M'), "{name}: no family");
            assert!(row.boards.is_none_or(|boards| (1..=8).contains(&boards)), "{name}: boards");
            assert!(row.chips_per_board.is_none_or(|chips| (20..=500).contains(&chips)), "{name}: chips");
            assert_eq!(row.fans > 0, row.cooling == Cooling::Air, "{name}: fans");
        }
        assert_eq!(TABLE.len(), rows.len(), "a model is in the table twice");
    }

    #[test]
    fn the_forms_of_a_name_are_one_model() {
        for name in ["M30S++VH95", "M30S++_VH90", "m30s++ vh9A", " WhatsMiner M30S++_VH91"] {
            let model = lookup(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((&*model.family, &*model.board), ("M30S++", "VH90"), "{name}");
            assert_eq!((model.boards, model.chips_per_board, model.fans), (Some(3), Some(78), 2));
        }
        for name in ["", "0", "M", "Antminer S19", "M99V10", "é"] {
            assert_eq!(lookup(name), None, "{name}");
        }
    }

    #[test]
    fn cooling_is_told_for_models_that_are_not_in_the_table() {
        assert_eq!(cooling("M53_VH30"), Some(Cooling::Hydro));
        assert_eq!(cooling("M56S_VZ10"), Some(Cooling::Immersion));
        assert_eq!(cooling("M80S_VX10"), Some(Cooling::Air));
        assert_eq!(cooling("M83_VX10"), Some(Cooling::Hydro));
        for name in ["", "M", "M8", "Antminer S19"] {
            assert_eq!(cooling(name), None, "{name}");
        }
    }
}
