//! Password sets: a list at the left, the chosen one at the right, and the partner client below. What is saved goes to
//! the keyring at once; a password never comes back from there.

mod earlier;

use super::{
    Dialog, Tray, Verdict,
    fields::{self, Field, Side},
    secret::SecretDraft,
};
use crate::{
    engine::{KeyringPlace, PasswordRequest, PasswordSetRow},
    gui::{
        action::Action,
        app::Parts,
        setup::Sent,
        theme::{self, GAP, RADIUS, STEP, Tone},
        widgets::{self, ButtonKind, Icon},
    },
    net::RangeSet,
    protocol::units::Mac,
    words::{Arg, Words},
};
use earlier::Earlier;
use eframe::egui::{Button, Checkbox, Frame, Label, Margin, RichText, Ui, WidgetInfo};

/// Where a set fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scope {
    #[default]
    Everywhere,
    Ranges,
    Machine,
}

/// The set in hand.
#[derive(Debug, Default)]
struct Draft {
    /// The name that it has in the keyring; `None` for a new one.
    kept_as: Option<String>,
    name: String,
    secret: SecretDraft,
    scope: Scope,
    ranges: String,
    machine: String,
    session_only: bool,
}

/// The dialog's state.
#[derive(Debug, Default)]
pub(super) struct Passwords {
    draft: Option<Draft>,
    /// The name of the set that is to be removed, once that is confirmed.
    removing: Option<String>,
    earlier: Earlier,
    partner: String,
    partner_secret: SecretDraft,
    is_partner_open: bool,
}

impl Draft {
    fn new(parts: &Parts<'_>) -> Self {
        let session_only = matches!(
            parts.setup.passwords.as_ref().map(|list| &list.place),
            Some(KeyringPlace::None(_) | KeyringPlace::Session)
        );
        Self { session_only, ..Self::default() }
    }

    fn of(set: &PasswordSetRow) -> Self {
        let scope = match set.scope.trim() {
            "" => Scope::Everywhere,
            text if Mac::parse(text).is_some() => Scope::Machine,
            _ => Scope::Ranges,
        };
        let of = |wanted: Scope| if scope == wanted { set.scope.clone() } else { String::new() };
        Self {
            kept_as: Some(set.name.clone()),
            name: set.name.clone(),
            scope,
            ranges: of(Scope::Ranges),
            machine: of(Scope::Machine),
            session_only: set.session_only,
            ..Self::default()
        }
    }

    fn name_mistake(&self, parts: &Parts<'_>) -> Option<&'static str> {
        let name = self.name.trim();
        let is_taken = parts.setup.set_names().any(|other| other == name && self.kept_as.as_deref() != Some(other));
        if name.is_empty() { Some("dialog-name-missing") } else { is_taken.then_some("dialog-name-taken") }
    }

    /// What is wrong with where it fits: where in the text, and the key of the sentence.
    fn scope_mistake(&self) -> Option<(Option<std::ops::Range<usize>>, &'static str)> {
        match self.scope {
            Scope::Everywhere => None,
            Scope::Ranges => match RangeSet::parse(&self.ranges) {
                Err(error) => Some((Some(error.span), error.kind.key())),
                Ok(set) if set.is_empty() => Some((None, "ranges-missing")),
                Ok(_) => None,
            },
            Scope::Machine => {
                let text = self.machine.trim();
                let is_known = Mac::parse(text).is_some() || text.parse::<std::net::Ipv4Addr>().is_ok();
                (!is_known).then_some((None, "passwords-machine-bad"))
            }
        }
    }

    /// The key of the first thing that is wrong.
    fn wrong(&self, parts: &Parts<'_>) -> Option<&'static str> {
        let is_secret_missing = self.secret.is_empty() && self.kept_as.is_none();
        self.name_mistake(parts)
            .or(is_secret_missing.then_some("passwords-missing-one"))
            .or_else(|| self.scope_mistake().map(|(_, key)| key))
    }

    fn scope_text(&self) -> String {
        match self.scope {
            Scope::Everywhere => String::new(),
            Scope::Ranges => self.ranges.trim().to_owned(),
            Scope::Machine => {
                let text = self.machine.trim();
                Mac::parse(text).map_or_else(|| text.to_owned(), |mac| mac.to_string())
            }
        }
    }

    fn save(&self) -> PasswordRequest {
        PasswordRequest::Save {
            name: self.name.trim().to_owned(),
            scope: self.scope_text(),
            secret: (!self.secret.is_empty()).then(|| self.secret.secret()),
            session_only: self.session_only,
        }
    }
}

/// Where the passwords are kept, as a sentence.
pub(super) fn place_ui(ui: &mut Ui, parts: &Parts<'_>) {
    let (theme, words) = (parts.theme, parts.words);
    let (tone, text) = match parts.setup.passwords.as_ref().map(|list| &list.place) {
        None => (Tone::Dim, words.text("passwords-place-asking").to_owned()),
        Some(KeyringPlace::System) => (Tone::Dim, words.text("passwords-place-system").to_owned()),
        Some(KeyringPlace::KernelKeys) => (Tone::Weak, words.text("passwords-place-kernel").to_owned()),
        Some(KeyringPlace::Session) => (Tone::Weak, words.text("passwords-place-session").to_owned()),
        Some(KeyringPlace::None(why)) => (Tone::Weak, words.with("passwords-place-none", &[("words", Arg::from(why))])),
    };
    ui.add(Label::new(RichText::new(text).color(theme.color(tone))).wrap());
}

/// Where a set fits, for the list.
fn scope_words(words: &Words, set: &PasswordSetRow) -> String {
    if set.scope.trim().is_empty() { words.text("passwords-everywhere").to_owned() } else { set.scope.clone() }
}

impl Passwords {
    /// Begins with the first set in hand.
    pub(super) fn new(parts: &Parts<'_>) -> Self {
        let list = parts.setup.passwords.as_ref();
        let partner = list.and_then(|list| list.partner.clone()).unwrap_or_default();
        Self {
            draft: list.and_then(|list| list.sets.first()).map(Draft::of),
            is_partner_open: !partner.is_empty(),
            partner,
            ..Self::default()
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let sets = parts.setup.passwords.as_ref().map_or(&[][..], |list| &list.sets);
        if sets.is_empty() {
            fields::hint_ui(ui, theme, words.text("passwords-empty"));
            ui.add_space(STEP);
        }
        for set in sets {
            let is_chosen = self.draft.as_ref().is_some_and(|draft| draft.kept_as.as_deref() == Some(&set.name));
            if set_ui(ui, parts, set, is_chosen) {
                self.draft = Some(Draft::of(set));
                self.removing = None;
                self.earlier = Earlier::default();
            }
        }
        ui.add_space(STEP);
        if widgets::button(ui, theme, ButtonKind::Plain, Some(Icon::Plus), words.text("passwords-new")).clicked() {
            self.draft = Some(Draft::new(parts));
            tray.wants_focus = true;
        }
    }

    fn edit_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let Some(draft) = &mut self.draft else {
            fields::hint_ui(ui, theme, words.text("passwords-about"));
            return;
        };
        let is_begun = !draft.name.is_empty() || draft.kept_as.is_some();
        let mistake = draft.name_mistake(parts).filter(|_| is_begun).map(|key| words.text(key));
        let name = Field {
            name: words.text("dialog-name"),
            hint: words.text("passwords-name-hint"),
            mistake,
            span: None,
            rows: 1,
        };
        if draft.kept_as.is_some() {
            // A name is what the keyring finds it by.
            ui.add_enabled_ui(false, |ui| name.ui(ui, theme, &mut draft.name, &mut Tray::default()));
        } else {
            name.ui(ui, theme, &mut draft.name, tray);
        }
        ui.add_space(GAP);
        let hint = if draft.kept_as.is_some() { words.text("passwords-keep-hint") } else { "" };
        draft.secret.ui(ui, parts, (words.text("passwords-password"), hint), None, tray);
        ui.add_space(GAP);
        ui.add(Label::new(theme::small(words.text("passwords-fits")).color(theme.color(Tone::Dim))));
        ui.horizontal_wrapped(|ui| {
            let choices = [
                (Scope::Everywhere, "passwords-everywhere"),
                (Scope::Ranges, "passwords-ranges"),
                (Scope::Machine, "passwords-machine"),
            ];
            let choices = choices.map(|(scope, key)| (scope, words.text(key).to_owned()));
            fields::choice_ui(ui, theme, choices, &mut draft.scope);
        });
        let mistake = draft.scope_mistake();
        let (text, key, hint) = match draft.scope {
            Scope::Everywhere => (None, "", ""),
            Scope::Ranges => (Some(&mut draft.ranges), "ranges-addresses", "10.1.2.0/24"),
            Scope::Machine => (Some(&mut draft.machine), "passwords-machine-field", "C6:07:20:00:1E:C2"),
        };
        if let Some(text) = text {
            let mistake = mistake.filter(|_| !text.trim().is_empty());
            let field = Field {
                name: words.text(key),
                hint,
                mistake: mistake.as_ref().map(|(_, key)| words.text(key)),
                span: mistake.as_ref().and_then(|(span, _)| span.clone()),
                rows: 1,
            };
            field.ui(ui, theme, text, tray);
        }
        ui.add_space(GAP);
        ui.add(Checkbox::new(&mut draft.session_only, words.text("passwords-session-only")));
        ui.add_space(GAP);
        self.save_ui(ui, parts, tray);
        let kept = self.draft.as_ref().and_then(|draft| draft.kept_as.as_ref());
        if let Some(set) = parts.setup.sets().find(|set| Some(&set.name) == kept && !set.session_only) {
            self.earlier.ui(ui, parts, set, tray);
        }
    }

    /// The buttons of the set in hand.
    fn save_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        let Some(draft) = &self.draft else { return };
        let (wrong, kept) = (draft.wrong(parts), draft.kept_as.clone());
        let is_entered = std::mem::take(&mut tray.is_submitted);
        let mut is_saved = false;
        ui.horizontal_wrapped(|ui| {
            ui.add_enabled_ui(wrong.is_none(), |ui| {
                is_saved =
                    widgets::button(ui, theme, ButtonKind::Primary, None, words.text("passwords-save")).clicked();
            });
            let Some(kept) = kept else { return };
            if self.removing.as_ref() == Some(&kept) {
                let really = words.with("passwords-remove-really", &[("name", Arg::from(&kept))]);
                if ui.add(Button::new(RichText::new(really).color(theme.color(Tone::Bad))).wrap()).clicked() {
                    tray.actions.push(Action::Passwords(Sent::new(PasswordRequest::Remove(kept))));
                    self.removing = None;
                    self.draft = None;
                }
            } else if ui.button(words.with("dialog-delete-what", &[("what", Arg::from(&kept))])).clicked() {
                self.removing = Some(kept);
            }
        });
        let Some(draft) = &mut self.draft else { return };
        if (is_saved || is_entered) && wrong.is_none() {
            tray.actions.push(Action::Passwords(Sent::new(draft.save())));
            draft.kept_as = Some(draft.name.trim().to_owned());
            draft.secret = SecretDraft::default();
        }
    }

    fn partner_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        let (theme, words) = (parts.theme, parts.words);
        fields::gap_ui(ui);
        if !self.is_partner_open {
            if widgets::link_button(ui, theme, words.text("passwords-partner-open")).clicked() {
                self.is_partner_open = true;
            }
            return;
        }
        fields::group_ui(ui, theme, words.text("passwords-partner"));
        fields::hint_ui(ui, theme, words.text("passwords-partner-about"));
        ui.add_space(STEP);
        let mut own = Tray::default();
        ui.columns(2, |columns| {
            let field =
                Field { name: words.text("passwords-partner-name"), hint: "", mistake: None, span: None, rows: 1 };
            field.ui(&mut columns[0], theme, &mut self.partner, &mut own);
            let name = words.text("passwords-partner-secret");
            self.partner_secret.ui(&mut columns[1], parts, (name, ""), None, &mut own);
        });
        let kept = parts.setup.passwords.as_ref().and_then(|list| list.partner.as_deref());
        ui.horizontal_wrapped(|ui| {
            let is_complete = !self.partner.trim().is_empty() && !self.partner_secret.is_empty();
            let save = ui.add_enabled(is_complete, Button::new(words.text("passwords-partner-save")));
            if save.clicked() || (own.is_submitted && is_complete) {
                let client = self.partner.trim().to_owned();
                let secret = self.partner_secret.secret();
                tray.actions.push(Action::Passwords(Sent::new(PasswordRequest::Partner { client, secret })));
                self.partner_secret = SecretDraft::default();
            }
            if let Some(kept) = kept
                && ui.button(words.with("passwords-partner-forget", &[("name", kept.into())])).clicked()
            {
                let secret = secrecy::SecretString::from("");
                let forget = PasswordRequest::Partner { client: String::new(), secret };
                tray.actions.push(Action::Passwords(Sent::new(forget)));
                self.partner.clear();
            }
        });
    }
}

/// One set of the list; true when it was clicked.
fn set_ui(ui: &mut Ui, parts: &Parts<'_>, set: &PasswordSetRow, is_chosen: bool) -> bool {
    let (theme, words) = (parts.theme, parts.words);
    let frame = Frame::NONE
        .fill(if is_chosen { theme.selected } else { theme.background })
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(GAP as i8, STEP as i8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(Label::new(theme::strong(&set.name)).truncate().selectable(false));
        let mut about = scope_words(words, set);
        if set.session_only {
            about = format!("{about} · {}", words.text("passwords-mark-session"));
        }
        ui.add(Label::new(theme::small(about).color(theme.color(Tone::Dim))).truncate().selectable(false));
        if set.is_changing {
            let text = theme::small(words.text("passwords-mark-changing"));
            ui.add(Label::new(text.color(theme.color(Tone::Weak))).wrap().selectable(false));
        }
    });
    let id = ui.scope_id().with(("set", &set.name, set.session_only));
    let response = ui.interact(shown.response.rect, id, eframe::egui::Sense::click());
    let heard = words.with("ranges-edit", &[("name", Arg::from(&set.name))]);
    response.widget_info(|| WidgetInfo::selected(eframe::egui::Role::ListItem, true, is_chosen, &heard));
    ui.add_space(STEP);
    response.clicked()
}

impl Dialog for Passwords {
    fn title(&self) -> &'static str {
        "passwords-title"
    }

    fn width(&self) -> f32 {
        720.0
    }

    fn body_ui(&mut self, ui: &mut Ui, parts: &Parts<'_>, tray: &mut Tray) {
        place_ui(ui, parts);
        ui.add_space(GAP);
        fields::beside_ui(ui, parts.theme, |ui, side| match side {
            Side::List => self.list_ui(ui, parts, tray),
            Side::Form => self.edit_ui(ui, parts, tray),
        });
        self.partner_ui(ui, parts, tray);
    }

    fn verdict(&self, parts: &Parts<'_>) -> Verdict {
        let is_unsaved = self.draft.as_ref().is_some_and(|draft| !draft.secret.is_empty());
        let verdict = Verdict::shows();
        if is_unsaved { verdict.or_note(parts.words.text("passwords-unsaved").to_owned()) } else { verdict }
    }
}
