//! The head of the panel: the address, the place (which can be changed where it stands), the model, and the state.

use super::{
    Past, Subject,
    edit::{Edits, Field},
    parts,
};
use crate::{
    fleet::format::UNKNOWN,
    gui::{
        action::Action,
        spans,
        theme::{self, GAP, STEP, Tone},
        widgets::is_entered,
    },
    words::Arg,
};
use eframe::egui::{Align, Button, Key, Label, Layout, OpenUrl, RichText, TextEdit, Ui, WidgetInfo};

/// Draws the head.
pub(super) fn head_ui(ui: &mut Ui, subject: &Subject<'_>, edits: &mut Edits, actions: &mut Vec<Action>) {
    let (theme, words, machine) = (subject.theme, subject.words, subject.machine);
    let address = super::address_text(machine.address);
    ui.horizontal(|ui| {
        ui.add(Label::new(theme::heading(&address)).truncate().selectable(true));
        parts::copy_ui(ui, subject, &address, &address, actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (key, is_ready) =
                if subject.is_reading { ("detail-reading", false) } else { ("detail-read-again", true) };
            if ui.add_enabled(is_ready, Button::new(words.text(key))).clicked() {
                actions.push(Action::Read(vec![machine.address]));
            }
        });
    });
    // The lines below the address stand closer together than rows of buttons do.
    ui.spacing_mut().interact_size.y = 20.0 * theme.type_scale;
    location_ui(ui, subject, edits, actions);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let model = machine.reading.model().map_or(words.text("detail-model-unknown"), |model| model.as_str());
        ui.label(model);
        ui.label(RichText::new("·").color(theme.color(Tone::Dim)));
        parts::state_ui(ui, subject, machine.health.state);
        if let Some(since) = subject.past.and_then(Past::state_since) {
            let since = spans::moment(since, subject.now);
            let text = words.with("detail-status-since", &[("time", Arg::from(&since))]);
            ui.label(RichText::new(text).color(theme.color(Tone::Dim)));
        }
    });
    ui.horizontal_wrapped(|ui| {
        let read = machine.contact.last_answer().map(|at| spans::moment(at, subject.now));
        let text = words.with("detail-read-at", &[("time", read.as_deref().unwrap_or(UNKNOWN).into())]);
        ui.label(theme::small(text).color(theme.color(Tone::Dim)));
        if ui.link(theme::small(words.text("detail-open-web"))).clicked() {
            ui.ctx().open_url(OpenUrl::new_tab(format!("https://{}/", machine.address.ip())));
        }
    });
}

/// The place: a link that turns into a field.
fn location_ui(ui: &mut Ui, subject: &Subject<'_>, edits: &mut Edits, actions: &mut Vec<Action>) {
    let (theme, words, id) = (subject.theme, subject.words, subject.machine.id);
    let location = subject.machine.location().map_or("", |location| location.as_str());
    let Some((text, is_new)) = edits.draft(id, Field::Location) else {
        let (shown, hint) = if location.is_empty() {
            (RichText::new(words.text("detail-location-add")).color(theme.color(Tone::Accent)), None)
        } else {
            (RichText::new(location), Some(words.text("detail-location-edit")))
        };
        let button = ui.add(Button::new(shown).frame(false).wrap());
        if hint.map_or(button.clone(), |hint| button.clone().on_hover_text(hint)).clicked() {
            edits.begin(id, Field::Location, location);
        }
        return;
    };
    let (mut keeps, mut drops) = (false, false);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 2.0 * GAP) * 0.5;
        let hint = RichText::new(words.text("detail-location-hint")).color(theme.color(Tone::Faint));
        let field = ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(width.max(80.0)));
        let value = text.clone();
        field.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, &value, &value, "");
            info.label = Some(words.text("detail-location-name").to_owned());
            info
        });
        if is_new {
            field.request_focus();
        }
        keeps = is_entered(ui, &field);
        drops = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        keeps |= ui.button(words.text("detail-save")).clicked();
        drops |= ui.button(words.text("detail-cancel")).clicked();
    });
    ui.add_space(STEP);
    if keeps {
        actions.extend(edits.end().map(|text| Action::SetLocation(id, text)));
    } else if drops {
        edits.end();
    }
}
