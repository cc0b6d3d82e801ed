//! Tab goes as one reads: from top to bottom and, within a row, from left to right; columns beside each other, such as a
//! list and its form, one after the other.

use super::{OPERABLE, Window, each_dialog, id_of, is_focused, marked};
use crate::words::Language;
use eframe::egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::{
    Node,
    kittest::{NodeT as _, Queryable as _},
};
use std::collections::BTreeMap;

/// Middles that are no further apart than this stand in one row: controls of a row differ in height.
const ROW: f32 = 14.0;

/// Where the operable things are by now: what takes the focus is scrolled into sight, and others move with it.
fn places(window: &Window) -> BTreeMap<String, (String, Rect)> {
    let operable = window.harness.query_all_by(|node| OPERABLE.contains(&node.role()));
    let place = |node: Node<'_>| (id_of(&node), (node.accesskit_node().label().unwrap_or_default(), node.rect()));
    operable.map(place).collect()
}

/// Presses Tab; says what has the focus then.
fn tab(window: &mut Window) -> Option<String> {
    window.harness.key_press_modifiers(Modifiers::NONE, Key::Tab);
    window.harness.step();
    window.harness.query_all_by(is_focused).map(|node| id_of(&node)).next()
}

/// True where one reads `later` before `earlier`.
fn is_turned(earlier: Rect, later: Rect) -> bool {
    let down = later.center().y - earlier.center().y;
    if down.abs() <= ROW {
        return later.left() < earlier.left();
    }
    // What begins higher up is the next column, when all of it is further to the right.
    down < 0.0 && later.left() < earlier.right()
}

/// What is wrong with one round from `first` on through `all`: turns, what is passed by, and a round without an end.
fn mistakes(window: &mut Window, first: &str, all: &[String]) -> Vec<String> {
    let most = all.len() * 2 + 8;
    if !(0..most).any(|_| tab(window).is_some_and(|id| id == first)) {
        return vec!["Tab does not come round".to_owned()];
    }
    let mut way = vec![first.to_owned()];
    let mut mistakes = Vec::new();
    loop {
        let Some(here) = tab(window).filter(|_| way.len() < most) else {
            mistakes.push(format!("Tab leads nowhere after {} steps", way.len()));
            break;
        };
        if let Some(place) = way.iter().position(|id| *id == here) {
            if place > 0 {
                mistakes.push(format!("Tab turns back to {place} after {} steps", way.len()));
            }
            break;
        }
        let places = places(window);
        // The grid, whose rows the arrows go through, and edges that are dragged stand in no row.
        if let Some((name, later)) = places.get(&here) {
            let earlier = way.iter().filter_map(|id| places.get(id));
            let turned = earlier.filter(|(_, earlier)| is_turned(*earlier, *later));
            mistakes.extend(turned.map(|(other, rect)| format!("{other} {rect:?} comes before {name} {later:?}")));
        }
        way.push(here);
    }
    let places = places(window);
    let missed = all.iter().filter(|id| !way.contains(id));
    mistakes.extend(missed.map(|id| format!("{:?} is passed by", places.get(id))));
    mistakes
}

#[test]
fn tab_goes_through_every_dialog_as_one_reads() {
    let (mut window, _farm) = marked(6, Language::English, 1.0, vec2(1280.0, 800.0));
    let mut wrong = Vec::new();
    each_dialog(&mut window, |window, kind, operable| {
        let all: Vec<_> = operable.iter().filter(|one| !one.is_disabled).collect();
        let first = all.iter().min_by(|one, other| one.rect.top().total_cmp(&other.rect.top())).unwrap();
        let ids: Vec<_> = all.iter().map(|one| one.id.clone()).collect();
        let mistakes = mistakes(window, &first.id, &ids);
        wrong.extend(mistakes.into_iter().map(|mistake| format!("{kind:?}: {mistake}")));
    });
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn tab_goes_through_the_window_as_one_reads() {
    let (mut window, _farm) = marked(7, Language::English, 1.0, vec2(1280.0, 800.0));
    let operable = window.harness.query_all_by(|node| OPERABLE.contains(&node.role()) && !node.is_disabled());
    let mut all: Vec<_> = operable.map(|node| (node.rect().min, id_of(&node))).collect();
    all.sort_by(|(one, _), (other, _)| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
    let ids: Vec<_> = all.into_iter().map(|(_, id)| id).collect();
    let wrong = mistakes(&mut window, &ids[0], &ids);
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn shift_tab_goes_back() {
    let (mut window, _farm) = marked(8, Language::English, 1.0, vec2(1280.0, 800.0));
    let way: Vec<_> = (0..6).filter_map(|_| tab(&mut window)).collect();
    assert_eq!(way.len(), 6);
    for before in way.iter().rev().skip(1) {
        window.press(Modifiers::SHIFT, Key::Tab);
        let here = window.harness.query_all_by(is_focused).map(|node| id_of(&node)).next();
        assert_eq!(here.as_ref(), Some(before));
    }
}
