//! The page of raw replies: the machine's own words to every question, fetched when asked, to copy for support.

use super::{Subject, parts, trouble};
use crate::{
    gui::{
        action::Action,
        spans,
        theme::{self, GAP, STEP, Tone},
    },
    protocol::{Failure, Query},
    words::Arg,
};
use eframe::egui::{Align, Button, Frame, Label, Layout, Margin, RichText, TextStyle, Ui, text::LayoutJob};
use jiff::Timestamp;
use std::{fmt::Write as _, net::SocketAddr};

/// Letters of one reply that are laid out; copying takes all of it.
const SHOWN_AT_MOST: usize = 24_000;

/// What one machine said to each question.
pub(crate) type Replies = Vec<(Query, Result<String, Failure>)>;

/// The replies of one machine at a time.
#[derive(Debug, Default)]
pub(crate) struct Raw {
    address: Option<SocketAddr>,
    is_fetching: bool,
    replies: Option<(Timestamp, Replies)>,
}

impl Raw {
    /// The replies came.
    pub(crate) fn arrived(&mut self, address: SocketAddr, replies: Replies, at: Timestamp) {
        if self.address == Some(address) {
            self.is_fetching = false;
            self.replies = Some((at, replies));
        }
    }

    /// Follows the focus to another machine.
    fn follow(&mut self, address: SocketAddr) {
        if self.address != Some(address) {
            *self = Self { address: Some(address), ..Self::default() };
        }
    }
}

/// Draws the page.
pub(super) fn raw_ui(ui: &mut Ui, subject: &Subject<'_>, raw: &mut Raw, actions: &mut Vec<Action>) {
    let (theme, words) = (subject.theme, subject.words);
    raw.follow(subject.machine.address);
    ui.add_space(GAP);
    ui.add(Label::new(RichText::new(words.text("detail-raw-hint")).color(theme.color(Tone::Dim))).wrap());
    ui.add_space(STEP);
    ui.horizontal_wrapped(|ui| {
        let key = match (raw.is_fetching, raw.replies.is_some()) {
            (true, _) => "detail-raw-fetching",
            (false, true) => "detail-raw-fetch-again",
            (false, false) => "detail-raw-fetch",
        };
        if ui.add_enabled(!raw.is_fetching, Button::new(words.text(key))).clicked() {
            raw.is_fetching = true;
            actions.push(Action::ReadRaw(subject.machine.address));
        }
        if let Some((at, replies)) = &raw.replies {
            if ui.button(words.text("detail-raw-copy-all")).clicked() {
                actions.push(Action::CopyText(for_support(subject, *at, replies)));
            }
            let at = spans::moment_exact(*at);
            let at = words.with("detail-raw-at", &[("time", Arg::from(&at))]);
            ui.label(theme::small(at).color(theme.color(Tone::Dim)));
        }
    });
    for (query, reply) in raw.replies.iter().flat_map(|(_, replies)| replies) {
        reply_ui(ui, subject, *query, reply, actions);
    }
}

fn reply_ui(
    ui: &mut Ui,
    subject: &Subject<'_>,
    query: Query,
    reply: &Result<String, Failure>,
    actions: &mut Vec<Action>,
) {
    let (theme, words) = (subject.theme, subject.words);
    ui.add_space(GAP);
    ui.horizontal(|ui| {
        ui.label(theme::strong(query.command()));
        if let Ok(text) = reply {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let what = words.with("detail-raw-reply", &[("command", query.command().into())]);
                parts::copy_ui(ui, subject, &what, text, actions);
            });
        }
    });
    match reply {
        Ok(text) => {
            let cut = text.char_indices().nth(SHOWN_AT_MOST).map_or(text.len(), |(at, _)| at);
            let shown = format!("{}{}", &text[..cut], if cut < text.len() { "…" } else { "" });
            Frame::NONE.fill(theme.field).inner_margin(Margin::same(6)).corner_radius(theme::RADIUS).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let font = TextStyle::Monospace.resolve(ui.style());
                let mut job = LayoutJob::simple(shown, font, theme.color(Tone::Text), ui.available_width());
                // There are no words to keep whole in it.
                job.wrap.break_anywhere = true;
                ui.add(Label::new(job).selectable(true));
            });
        }
        Err(failure) => {
            let sentence = words.text(trouble::failure_key(failure));
            ui.add(Label::new(RichText::new(sentence).color(theme.color(Tone::Weak))).wrap());
        }
    }
}

/// Everything in one text, with what support asks for first.
fn for_support(subject: &Subject<'_>, at: Timestamp, replies: &Replies) -> String {
    let reading = &subject.machine.reading;
    let mut text = format!("{} {at}", subject.machine.address);
    for known in [reading.model(), reading.firmware()].into_iter().flatten() {
        write!(text, " {known}").expect("writing to a string can't fail");
    }
    for (query, reply) in replies {
        let reply = reply.as_ref().map_or_else(ToString::to_string, Clone::clone);
        write!(text, "\n\n# {}\n{reply}", query.command()).expect("writing to a string can't fail");
    }
    text.push('\n');
    text
}
