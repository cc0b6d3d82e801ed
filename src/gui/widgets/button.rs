//! Buttons with icons, names and keys.

use super::Icon;
use crate::gui::theme::{CONTROL_HEIGHT, Theme, Tone, strong};
use eframe::egui::{
    Atoms, Button, Color32, IntoAtoms as _, Popup, PopupCloseBehavior, Response, RichText, Role, Stroke, Ui, Vec2,
    WidgetInfo,
};

/// How loud a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ButtonKind {
    /// The one that this view is for.
    Primary,
    /// Any other.
    Plain,
    /// Without a ground until the pointer is over it.
    Quiet,
}

/// A button with a text and perhaps an icon before it.
pub(crate) fn button(ui: &mut Ui, theme: &Theme, kind: ButtonKind, icon: Option<Icon>, text: &str) -> Response {
    let mut atoms = Atoms::default();
    if let Some(icon) = icon {
        atoms.push_right(icon.atom());
    }
    // Faded, dark on the accent could not be read any more; so what can't be pressed looks like the others.
    let is_primary = kind == ButtonKind::Primary && ui.is_enabled();
    match kind {
        ButtonKind::Primary if is_primary => atoms.push_right(strong(text).color(theme.on_accent)),
        ButtonKind::Primary => atoms.push_right(strong(text)),
        ButtonKind::Plain | ButtonKind::Quiet => atoms.push_right(text),
    }
    let size = Vec2::new(0.0, CONTROL_HEIGHT * theme.type_scale);
    if is_primary {
        return ui
            .scope(|ui| {
                primary_visuals(ui, theme);
                ui.add(Button::new(atoms).min_size(size))
            })
            .inner;
    }
    let button = Button::new(atoms).min_size(size);
    ui.add(if kind == ButtonKind::Quiet { button.frame_when_inactive(false) } else { button })
}

/// The accent as ground, a little towards the panel under the pointer.
fn primary_visuals(ui: &mut Ui, theme: &Theme) {
    let accent = theme.color(Tone::Accent);
    let widgets = &mut ui.visuals_mut().widgets;
    let [hovered, pressed] = theme.accent_pressed();
    for (visuals, ground) in
        [(&mut widgets.inactive, accent), (&mut widgets.hovered, hovered), (&mut widgets.active, pressed)]
    {
        visuals.weak_bg_fill = ground;
        visuals.bg_fill = ground;
        visuals.bg_stroke = Stroke::new(1.0, accent);
        visuals.fg_stroke.color = theme.on_accent;
    }
}

/// A square button with an icon only; its name is heard, and shown over it with its keys.
pub(crate) fn icon_button(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str, keys: Option<String>) -> Response {
    let side = CONTROL_HEIGHT * theme.type_scale;
    let response = ui.add(Button::new(icon.atom()).min_size(Vec2::splat(side)));
    named(response, name, keys)
}

/// An icon that is a button, as high as its line.
pub(crate) fn flat_icon_button(ui: &mut Ui, icon: Icon, name: &str, keys: Option<String>) -> Response {
    let response = ui.add(Button::new(icon.atom()).small());
    named(response, name, keys)
}

/// Text that acts like a link.
pub(crate) fn link_button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.add(
        Button::new(RichText::new(text).color(theme.color(Tone::Accent)))
            .fill(Color32::TRANSPARENT)
            .stroke(Stroke::NONE),
    )
}

/// A button that opens a menu below itself; the menu closes on Escape and on clicks outside, and on a choice when
/// `closes_on_choice`.
pub(crate) fn menu_button(
    ui: &mut Ui,
    theme: &Theme,
    icon: Option<Icon>,
    text: &str,
    closes_on_choice: bool,
    menu: impl FnOnce(&mut Ui),
) -> Response {
    let mut atoms = Atoms::default();
    if let Some(icon) = icon {
        atoms.push_right(icon.atom());
    }
    if !text.is_empty() {
        atoms.push_right(text);
    }
    atoms.push_right(Icon::Chevron.atom());
    let response = ui.add(Button::new(atoms.into_atoms()).min_size(Vec2::new(0.0, CONTROL_HEIGHT * theme.type_scale)));
    let closing =
        if closes_on_choice { PopupCloseBehavior::CloseOnClick } else { PopupCloseBehavior::CloseOnClickOutside };
    Popup::menu(&response).close_behavior(closing).gap(4.0).show(menu);
    response
}

/// Gives a widget without text a name, for those who hear it and for those who point at it.
fn named(response: Response, name: &str, keys: Option<String>) -> Response {
    response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), name));
    response.on_hover_text(match keys {
        Some(keys) => format!("{name}  {keys}"),
        None => name.to_owned(),
    })
}
