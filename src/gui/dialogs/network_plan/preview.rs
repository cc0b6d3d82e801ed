//! What a plan of addresses would do: old and new side by side, the trouble first.

use super::super::{
    fields,
    list::{self, Cell, List},
};
use crate::{
    engine::batch::Remark,
    fleet::network_plan::{Change, Entry, NetworkPlan, Problem},
    gui::{
        acting::wording,
        app::Parts,
        theme::{STEP, Tone},
    },
    words::Words,
};
use eframe::egui::{Label, RichText, Ui};

/// Draws the counts and the machines.
pub(super) fn preview_ui(ui: &mut Ui, parts: &Parts<'_>, plan: &NetworkPlan) {
    let (theme, words) = (parts.theme, parts.words);
    if plan.entries.is_empty() && plan.strangers.is_empty() {
        return;
    }
    let idle = plan.entries.iter().filter(|entry| entry.problem.is_none() && entry.is_idle()).count();
    ui.horizontal_wrapped(|ui| {
        let counts = [
            ("network-count-sent", plan.sent(), Tone::Good),
            ("network-count-idle", idle, Tone::Dim),
            ("network-count-problems", plan.problems(), Tone::Bad),
            ("network-count-answers", plan.left_out(), Tone::Bad),
            ("network-count-strangers", plan.strangers.len(), Tone::Weak),
        ];
        for (key, count, tone) in counts.into_iter().filter(|(_, count, _)| *count > 0) {
            ui.label(RichText::new(words.with(key, &[("count", count.into())])).color(theme.color(tone)));
        }
    });
    for (line, name) in plan.strangers.iter().take(3) {
        let arguments = [("line", (*line).into()), ("name", name.into())];
        ui.add(
            Label::new(RichText::new(words.with("network-stranger", &arguments)).color(theme.color(Tone::Weak))).wrap(),
        );
    }
    if plan.entries.is_empty() {
        fields::hint_ui(ui, theme, words.text("network-nothing"));
        return;
    }
    ui.add_space(STEP);
    let mut entries: Vec<&Entry> = plan.entries.iter().collect();
    entries.sort_by_key(|entry| entry.problem.is_none());
    let columns = [
        (words.text("network-now"), 130.0),
        (words.text("network-will"), 150.0),
        (words.text("network-mask-gateway"), 230.0),
        (words.text("column-hostname"), 110.0),
        (words.text("setup-state"), 170.0),
    ];
    let list = List { id: "network", columns: &columns, rows: entries.len(), most: 8, is_clickable: false };
    list.ui(ui, theme, |row| cells(parts, entries[row]));
}

/// What keeps a machine from being sent anything.
pub(super) fn problem(words: &Words, entry: &Entry, problem: Problem) -> String {
    let address = match &entry.change {
        Change::Fixed(fixed) => Some(fixed.address.into()),
        Change::Stays | Change::Dhcp => None,
    };
    wording::problem(words, problem, address)
}

/// Why a machine is left out, for the plan: the two reasons of the network in every language, as the journal keeps them.
/// With any other nothing is sent.
pub(super) fn remark(words: &Words, entry: &Entry, problem: Problem) -> Remark {
    match (problem, &entry.change) {
        (Problem::Answers, Change::Fixed(fixed)) => Remark::AddressAnswers(fixed.address.into()),
        (Problem::StaysTaken, Change::Fixed(fixed)) => Remark::AddressKept(fixed.address.into()),
        _ => self::problem(words, entry, problem).into(),
    }
}

fn cells(parts: &Parts<'_>, entry: &Entry) -> Vec<Cell> {
    let words = parts.words;
    let (will, rest) = match &entry.change {
        Change::Stays => (Cell::dim(words.text("network-stays")), String::new()),
        Change::Dhcp => (Cell::text(words.text("network-dhcp")).strong(), String::new()),
        Change::Fixed(fixed) => {
            (Cell::text(format!("→ {}", fixed.address)).strong(), format!("{} · {}", fixed.mask, fixed.gateway))
        }
    };
    let state = match entry.problem {
        Some(which) => Cell::toned(problem(words, entry, which), Tone::Bad),
        None if entry.is_idle() => Cell::dim(words.text("network-already")),
        None if entry.command().is_none() => Cell::toned(words.text("network-place-only"), Tone::Good),
        None => Cell::toned(words.text("network-ready"), Tone::Good),
    };
    let hostname = entry.hostname.clone().unwrap_or_default();
    vec![Cell::text(list::written(entry.address)), will, Cell::dim(rest), Cell::dim(hostname), state]
}
