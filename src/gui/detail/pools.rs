//! The page of the pools, in the order in which the machine tries them.

use super::{Subject, parts};
use crate::{
    fleet::format::{UNKNOWN, number},
    gui::{
        action::Action,
        spans,
        theme::{self, GAP, STEP, Tone},
    },
    protocol::reading::{Pool, PoolState},
    words::Arg,
};
use eframe::egui::{Align, Label, Layout, RichText, Ui};

/// Draws the page.
pub(super) fn pools_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Vec<Action>) {
    let words = subject.words;
    match subject.machine.reading.pools.as_deref() {
        None => parts::empty_ui(ui, subject.theme, words.text("detail-pools-unknown"), ""),
        Some([]) => parts::empty_ui(ui, subject.theme, words.text("detail-pools-none"), ""),
        Some(pools) => {
            for pool in pools {
                ui.add_space(GAP);
                pool_ui(ui, subject, pool, actions);
            }
        }
    }
}

fn pool_ui(ui: &mut Ui, subject: &Subject<'_>, pool: &Pool, actions: &mut Vec<Action>) {
    let (theme, words) = (subject.theme, subject.words);
    let (state_key, tone) = state(pool);
    let outline = if matches!(tone, Tone::Bad | Tone::Weak) { theme.color(tone) } else { theme.line };
    parts::card(theme, outline).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let title = words.with("detail-pool-number", &[("number", Arg::from(&pool.number.to_string()))]);
            ui.label(theme::strong(title));
            if let Some(key) = state_key {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add(Label::new(RichText::new(words.text(key)).color(theme.color(tone))).truncate());
                });
            }
        });
        ui.add_space(STEP);
        for (key, value) in lines(subject, pool) {
            parts::fact_ui(ui, subject, words.text(key), &value, actions);
        }
    });
}

/// The state as the key of its word, and how it looks. A pool that is alive but not in use is no news.
fn state(pool: &Pool) -> (Option<&'static str>, Tone) {
    match (pool.state, pool.active) {
        (Some(PoolState::Dead), _) => (Some("detail-pool-dead"), Tone::Bad),
        (Some(PoolState::Rejecting), _) => (Some("detail-pool-rejecting"), Tone::Weak),
        (Some(PoolState::Disabled), _) => (Some("detail-pool-disabled"), Tone::Dim),
        (_, Some(true)) => (Some("detail-pool-active"), Tone::Good),
        (Some(PoolState::Alive), _) => (Some("detail-pool-alive"), Tone::Dim),
        (None, _) => (None, Tone::Dim),
    }
}

/// What is known of a pool.
fn lines(subject: &Subject<'_>, pool: &Pool) -> Vec<(&'static str, String)> {
    let words = subject.words;
    let count = |count: Option<u32>| count.map_or_else(|| UNKNOWN.to_owned(), |n| number(n.into(), 0));
    let mut lines =
        vec![("detail-pool-address", pool.url.to_string()), ("detail-pool-worker", pool.worker.to_string())];
    if pool.accepted.is_some() || pool.rejected.is_some() {
        let [accepted, rejected, stale] = [pool.accepted, pool.rejected, pool.stale].map(count);
        let arguments =
            [("accepted", Arg::from(&accepted)), ("rejected", Arg::from(&rejected)), ("stale", Arg::from(&stale))];
        lines.push(("detail-pool-shares", words.with("detail-pool-shares-value", &arguments)));
    }
    if let Some(share) = pool.rejected_share {
        let share = number(share.0.into(), 2);
        lines.push(("detail-pool-rejected", words.with("value-percent", &[("value", Arg::from(&share))])));
    }
    if let Some(at) = pool.last_share {
        let age = spans::span(words, subject.now.as_second() - i64::from(at.0));
        lines.push(("detail-pool-last-share", words.with("detail-pool-last-share-value", &[("age", Arg::from(&age))])));
    }
    if let Some(difficulty) = pool.difficulty {
        lines.push(("detail-pool-difficulty", number(difficulty.into(), 0)));
    }
    lines
}
