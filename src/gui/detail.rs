//! The panel at the right: one machine looked at closely.
//!
//! The app hands it the focused machine as a [`Subject`]; the panel draws one of its [`Tab`]s and hands back actions. It
//! never reads a clock, never waits, and keeps only what the technician is in the middle of: the page, a draft, the raw
//! replies that were fetched. Every state has its face: nothing focused, lost, from the last session, unreadable, cut
//! off.

mod boards;
mod edit;
mod facts;
mod head;
mod history;
mod marks;
mod note;
mod overview;
mod parts;
mod past;
mod pools;
mod raw;
mod trend;
pub(crate) mod trouble;

pub(crate) use past::{Past, Pasts};
pub(crate) use raw::Raw;

use super::{
    action::Action,
    theme::{EDGE, GAP, STEP, Theme, Tone},
};
use crate::{
    fleet::{Machine, Thresholds},
    net::DEFAULT_PORT,
    words::Words,
};
use eframe::egui::{self, Button, Frame, Margin, RichText, Role, ScrollArea, Stroke, Ui, WidgetInfo, vec2};
use jiff::Timestamp;
use std::net::SocketAddr;

/// The machine that is looked at, and what it takes to draw it.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// The focused machine.
    pub(crate) machine: &'a Machine,
    /// What changed at it.
    pub(crate) past: Option<&'a Past>,
    /// It is being read just now.
    pub(crate) is_reading: bool,
    /// From where on something counts as wrong.
    pub(crate) thresholds: &'a Thresholds,
    /// Now, for ages.
    pub(crate) now: Timestamp,
    /// The language.
    pub(crate) words: &'a Words,
    /// The colours.
    pub(crate) theme: &'a Theme,
}

/// The pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tab {
    /// What is wrong, boards, facts.
    #[default]
    Overview,
    /// Pools.
    Pools,
    /// The last hours.
    Trend,
    /// What changed.
    History,
    /// The machine's own words.
    Raw,
}

impl Tab {
    /// All, from left to right.
    pub(crate) const ALL: [Self; 5] = [Self::Overview, Self::Pools, Self::Trend, Self::History, Self::Raw];

    /// The word for it in the settings.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Pools => "pools",
            Self::Trend => "trend",
            Self::History => "history",
            Self::Raw => "raw",
        }
    }

    /// The page of a word from the settings; the first where there is no such page.
    pub(crate) fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.name() == name).unwrap_or_default()
    }

    /// The key of its title.
    fn key(self) -> &'static str {
        match self {
            Self::Overview => "detail-tab-overview",
            Self::Pools => "detail-tab-pools",
            Self::Trend => "detail-tab-trend",
            Self::History => "detail-tab-history",
            Self::Raw => "detail-tab-raw",
        }
    }
}

/// What the technician is in the middle of.
#[derive(Debug, Default)]
pub(crate) struct Detail {
    /// The page that is shown.
    pub(crate) tab: Tab,
    /// Raw replies that were fetched.
    pub(crate) raw: Raw,
    edits: edit::Edits,
}

impl Detail {
    /// Draws the panel where no machine has the focus.
    pub(crate) fn empty_ui(&mut self, ui: &mut Ui, theme: &Theme, words: &Words) {
        self.edits.follow(None);
        // As far from the edge as at the left: the panel's frame leaves that to what scrolls.
        Frame::NONE.inner_margin(Margin { right: GAP as i8, ..Margin::ZERO }).show(ui, |ui| {
            parts::empty_ui(ui, theme, words.text("detail-empty-title"), words.text("detail-empty-hint"));
        });
    }

    /// Draws the panel for one machine.
    pub(crate) fn ui(&mut self, ui: &mut Ui, subject: &Subject<'_>, actions: &mut Vec<Action>) {
        self.edits.follow(Some(subject.machine.id));
        ui.spacing_mut().item_spacing = vec2(GAP, STEP);
        let beside_bar = Margin { right: GAP as i8, ..Margin::ZERO };
        Frame::NONE.inner_margin(beside_bar).show(ui, |ui| head::head_ui(ui, subject, &mut self.edits, actions));
        ui.add_space(STEP);
        self.tabs_ui(ui, subject);
        let scroll = ScrollArea::vertical().id_salt(("detail", self.tab.name())).auto_shrink(false);
        scroll.show(ui, |ui| {
            // The bar has its own ground; what scrolls keeps its distance from it.
            Frame::NONE.inner_margin(Margin { right: GAP as i8, bottom: EDGE as i8, ..Margin::ZERO }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                trouble::doubt_ui(ui, subject);
                match self.tab {
                    Tab::Overview => overview::overview_ui(ui, subject, &mut self.edits, actions),
                    Tab::Pools => pools::pools_ui(ui, subject, actions),
                    Tab::Trend => trend::trend_ui(ui, subject),
                    Tab::History => history::history_ui(ui, subject),
                    Tab::Raw => raw::raw_ui(ui, subject, &mut self.raw, actions),
                }
            });
        });
    }

    /// The row of tabs, the present one underlined.
    fn tabs_ui(&mut self, ui: &mut Ui, subject: &Subject<'_>) {
        let theme = subject.theme;
        let row = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = EDGE;
            ui.spacing_mut().button_padding.x = 0.0;
            for tab in Tab::ALL {
                let is_present = tab == self.tab;
                let title = subject.words.text(tab.key());
                let text = if is_present {
                    super::theme::strong(title)
                } else {
                    RichText::new(title).color(theme.color(Tone::Dim))
                };
                let button = ui.add(Button::new(text).frame(false));
                button.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_present, title));
                if is_present {
                    let line = egui::Rangef::new(button.rect.left(), button.rect.right());
                    ui.painter().hline(line, button.rect.bottom(), Stroke::new(2.0, theme.color(Tone::Accent)));
                }
                if button.clicked() {
                    self.tab = tab;
                }
            }
        });
        let line = ui.painter().clone();
        line.hline(ui.max_rect().x_range(), row.response.rect.bottom(), Stroke::new(1.0, theme.line));
    }
}

/// An address as technicians write it: without the port where it is the usual one.
pub(crate) fn address_text(address: SocketAddr) -> String {
    if address.port() == DEFAULT_PORT { address.ip().to_string() } else { address.to_string() }
}
