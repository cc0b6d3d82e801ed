//! The panel at the left: how the fleet does, saved views, ranges. Its lines filter and tick.

use super::{
    action::{Action, DialogKind},
    app::Parts,
    theme::{GAP, GROUP, STEP, Tone, small},
    widgets::{Icon, Row, icon_button, paint_mark, paint_tick, section_title, state_tone},
};
use crate::{
    fleet::{HealthState, format},
    words::group_thousands,
};
use eframe::egui::{Align, Frame, Layout, Margin, Role, ScrollArea, Ui, vec2};

/// How many machines each named range has, counted when the fleet changes.
#[derive(Debug, Default)]
pub(crate) struct RangeCounts {
    counts: Vec<usize>,
    of: Option<(u64, Vec<crate::store::NamedRange>)>,
}

impl RangeCounts {
    /// Counts again where the fleet or the ranges are others. `may_wait`: while events stream in, the last count will
    /// do.
    pub(crate) fn update(&mut self, parts: &Parts<'_>, may_wait: bool) {
        let ranges = &parts.settings.ranges;
        let is_same =
            |(revision, of): &(u64, Vec<_>)| of == ranges && (may_wait || *revision == parts.fleet.revision());
        if self.of.as_ref().is_some_and(is_same) {
            return;
        }
        let count = |place: usize| {
            let Some(set) = parts.ranges.named(place) else { return 0 };
            parts.fleet.iter().filter(|machine| set.contains(machine.address)).count()
        };
        self.counts = (0..ranges.len()).map(count).collect();
        self.of = Some((parts.fleet.revision(), ranges.clone()));
    }
}

/// Draws the panel.
pub(crate) fn sidebar_ui(ui: &mut Ui, parts: &Parts<'_>, counts: &RangeCounts, actions: &mut Vec<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        states_ui(ui, parts, actions);
        ui.add_space(GROUP);
        views_ui(ui, parts, actions);
        ui.add_space(GROUP);
        ranges_ui(ui, parts, counts, actions);
    });
}

/// The term of the filter that shows one state.
fn state_term(state: HealthState) -> String {
    format!("status:{}", state.name())
}

/// Whether `or` or `not` stands outside brackets: then a state's term does not narrow the rest by standing beside it.
fn is_compound(filter: &str) -> bool {
    let mut depth = 0_usize;
    filter.split_whitespace().any(|word| {
        let is_operator = matches!(word.to_ascii_lowercase().as_str(), "or" | "|" | "||" | "not" | "!");
        let is_outside = depth == 0;
        depth = (depth + word.matches('(').count()).saturating_sub(word.matches(')').count());
        is_operator && is_outside
    })
}

/// Whether the filter shows a state's machines only.
fn has_term(filter: &str, term: &str) -> bool {
    !is_compound(filter) && filter.split_whitespace().any(|word| word == term)
}

/// The filter after a click on a state: its term instead of any other state's, or without it where it was there.
pub(crate) fn toggled_state(filter: &str, state: HealthState) -> String {
    let term = state_term(state);
    if is_compound(filter) {
        return format!("({}) {term}", filter.trim());
    }
    let is_there = has_term(filter, &term);
    let terms: Vec<String> = HealthState::ALL.into_iter().map(state_term).collect();
    let mut words: Vec<&str> =
        filter.split_whitespace().filter(|word| !terms.iter().any(|term| term == word)).collect();
    if !is_there {
        words.push(&term);
    }
    words.join(" ")
}

fn states_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let (words, theme) = (parts.words, parts.theme);
    let counts = parts.fleet.counts();
    ui.horizontal(|ui| {
        ui.add_space(GAP);
        section_title(ui, theme, words.text("side-fleet"), &group_thousands(&counts.total().to_string()));
    });
    ui.add_space(STEP);
    let filter = &parts.settings.grid.filter;
    for state in HealthState::ALL {
        let count = counts.get(state);
        let term = state_term(state);
        let figure = group_thousands(&count.to_string());
        let row = Row {
            text: words.text(state.key()),
            figure: &figure,
            is_chosen: has_term(filter, &term),
            is_quiet: count == 0,
            has_lead: true,
        };
        let (response, lead) = row.show(ui, theme);
        let tone = if count == 0 { Tone::Faint } else { state_tone(state) };
        paint_mark(ui.painter(), lead.center() + vec2(STEP, 0.0), state, theme.color(tone), theme.type_scale);
        if response.clicked() {
            actions.push(Action::SetFilter(toggled_state(filter, state)));
        }
    }
}

/// A title with a button beside it.
fn titled(ui: &mut Ui, parts: &Parts<'_>, title: &str, about: &str, action: Action, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.add_space(GAP);
        section_title(ui, parts.theme, title, "");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.style_mut().visuals.button_frame = false;
            if icon_button(ui, parts.theme, Icon::Plus, about, None).clicked() {
                actions.push(action);
            }
        });
    });
}

fn views_ui(ui: &mut Ui, parts: &Parts<'_>, actions: &mut Vec<Action>) {
    let words = parts.words;
    titled(ui, parts, words.text("side-views"), words.text("action-views"), Action::Open(DialogKind::Views), actions);
    let views = &parts.settings.grid.views;
    if views.is_empty() {
        hint(ui, parts, words.text("side-views-none"));
    }
    for view in views {
        let row = Row {
            text: &view.name,
            figure: "",
            is_chosen: parts.situation.has_filter && view.filter == parts.settings.grid.filter,
            is_quiet: false,
            has_lead: false,
        };
        if row.show(ui, parts.theme).0.on_hover_text(&view.filter).clicked() {
            actions.push(if row.is_chosen { Action::ClearFilter } else { Action::ApplyView(view.name.clone()) });
        }
    }
}

fn ranges_ui(ui: &mut Ui, parts: &Parts<'_>, counts: &RangeCounts, actions: &mut Vec<Action>) {
    let words = parts.words;
    titled(
        ui,
        parts,
        words.text("side-ranges"),
        words.text("action-ranges"),
        Action::Open(DialogKind::Ranges),
        actions,
    );
    let ranges = &parts.settings.ranges;
    if ranges.is_empty() {
        hint(ui, parts, words.text("side-ranges-none"));
    }
    for (place, range) in ranges.iter().enumerate() {
        let figure = match counts.counts.get(place) {
            Some(&count) if count > 0 => group_thousands(&count.to_string()),
            _ => format::UNKNOWN.to_owned(),
        };
        let row = Row { text: &range.name, figure: &figure, is_chosen: false, is_quiet: !range.on, has_lead: true };
        let (response, lead) = row.show(ui, parts.theme);
        paint_tick(ui.painter(), lead.translate(vec2(STEP, 0.0)), parts.theme, range.on);
        ui.accesskit_node_builder(response.id, |node| {
            node.set_role(Role::CheckBox);
            node.set_toggled(range.on.into());
        });
        if response.on_hover_text(&range.text).clicked() {
            actions.push(Action::TickRange(place, !range.on));
        }
    }
}

/// A word where there is nothing yet.
fn hint(ui: &mut Ui, parts: &Parts<'_>, text: &str) {
    Frame::new().inner_margin(Margin::symmetric(GAP as i8, 0)).show(ui, |ui| {
        ui.label(small(text).color(parts.theme.color(Tone::Dim)));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_added_exchanged_and_taken_away() {
        let weak = toggled_state("model:m50", HealthState::Weak);
        assert_eq!(weak, "model:m50 status:weak");
        let faulty = toggled_state(&weak, HealthState::Faulty);
        assert_eq!(faulty, "model:m50 status:faulty");
        assert_eq!(toggled_state(&faulty, HealthState::Faulty), "model:m50");
    }

    #[test]
    fn a_filter_with_or_is_kept_whole_in_brackets() {
        let weak = toggled_state("status:faulty or th<90%", HealthState::Weak);
        assert_eq!(weak, "(status:faulty or th<90%) status:weak");
        assert_eq!(toggled_state(&weak, HealthState::Lost), "(status:faulty or th<90%) status:lost");
        assert_eq!(toggled_state(&weak, HealthState::Weak), "(status:faulty or th<90%)");
        assert!(!has_term("status:faulty or th<90%", "status:faulty"), "others are shown too");
    }
}
