//! Tab goes as one reads: from top to bottom and, within a row, from left to right.
//!
//! By itself egui goes in the order in which things are drawn. What stands at the right end of a row is drawn first and
//! from the right, because the rest of the row has what is left; and the bars of the window are drawn before what lies
//! between them. The app installs [`ReadingOrder`], which takes the Tab from the input and says instead where the focus
//! goes. Always true: every thing that takes the focus is come by once, and what is scrolled out of sight is brought into
//! it. While a menu is open, egui has the key.

use eframe::egui::{
    Context, Event, Id, Key, LayerId, Memory, Modifiers, Popup, RawInput, Rect, WidgetRect,
    accesskit::{Action, ActionRequest, TreeId},
    plugin::Plugin,
};

/// Middles that are no further apart than this stand in one row, in points: controls of a row differ in height.
const ROW: f32 = 12.0;

/// Where the grid is kept.
fn place() -> Id {
    Id::unique("the grid, for the order of reading")
}

/// Says where the grid is: what is left of it, within it and right of it is read in this order, between the bars.
pub(crate) fn note_grid(context: &Context, area: Rect) {
    context.data_mut(|data| data.insert_temp(place(), area));
}

/// Moves the focus in the order of reading.
#[derive(Debug)]
pub(crate) struct ReadingOrder;

impl Plugin for ReadingOrder {
    fn debug_name(&self) -> &'static str {
        "reading order"
    }

    fn input_hook(&mut self, context: &Context, input: &mut RawInput) {
        let mut focused = None;
        for place in 0..input.events.len() {
            let Some(is_onwards) = input.events.get(place).and_then(direction) else { continue };
            if Popup::is_any_open(context) {
                return;
            }
            let stops = stops(context);
            let from = focused.or_else(|| context.memory(Memory::focused));
            let Some(stop) = next(&stops, from, is_onwards) else { return };
            focused = Some(stop.id);
            // A screen reader moves the focus by the same request.
            input.events[place] = request(Action::Focus, stop.id);
            // Clipped by what scrolls around it.
            if !stop.interact_rect.expand(1.0).contains_rect(stop.rect) {
                input.events.push(request(Action::ScrollIntoView, stop.id));
            }
        }
    }
}

/// Whether a key moves the focus, and then whether onwards.
fn direction(event: &Event) -> Option<bool> {
    match event {
        Event::Key { key: Key::Tab, pressed: true, modifiers: Modifiers::NONE, .. } => Some(true),
        Event::Key { key: Key::Tab, pressed: true, modifiers, .. } if modifiers.shift_only() => Some(false),
        _ => None,
    }
}

fn request(action: Action, id: Id) -> Event {
    let target_node = id.accesskit_id();
    Event::AccessKitActionRequest(ActionRequest { action, target_tree: TreeId::ROOT, target_node, data: None })
}

/// The neighbour of what has the focus; at either end it goes round.
fn next(stops: &[WidgetRect], from: Option<Id>, is_onwards: bool) -> Option<WidgetRect> {
    let here = from.and_then(|id| stops.iter().position(|stop| stop.id == id));
    let last = stops.len().checked_sub(1)?;
    let there = match (here, is_onwards) {
        (Some(here), true) if here < last => here + 1,
        (None | Some(_), true) => 0,
        (None | Some(0), false) => last,
        (Some(here), false) => here - 1,
    };
    stops.get(there).copied()
}

/// All that took the focus in the last frame, in the order of reading: what lies over the window comes after it.
fn stops(context: &Context) -> Vec<WidgetRect> {
    let order: Vec<LayerId> = context.memory(|memory| memory.layer_ids().collect());
    let mut layers = context.viewport(|viewport| {
        let layers = viewport.prev_pass.widgets.layers();
        layers.map(|(layer, widgets)| (*layer, widgets.to_vec())).collect::<Vec<_>>()
    });
    layers.retain(|(layer, _)| context.memory(|memory| memory.allows_interaction(*layer)));
    layers.sort_by_key(|(layer, _)| (layer.order, order.iter().position(|one| one == layer)));
    let grid = context.data(|data| data.get_temp(place()));
    let mut stops = Vec::new();
    for (layer, mut widgets) in layers {
        widgets.retain(|widget| widget.enabled && widget.visible && widget.sense.is_focusable());
        match grid {
            Some(grid) if layer == LayerId::background() => stops.extend(window(widgets, grid)),
            _ => stops.extend(rows(widgets)),
        }
    }
    stops
}

/// The window itself: the bars above, the three columns between, the bars below.
fn window(widgets: Vec<WidgetRect>, grid: Rect) -> Vec<WidgetRect> {
    let mut regions: [Vec<WidgetRect>; 5] = Default::default();
    for widget in widgets {
        let rect = widget.rect;
        let region = match rect.center() {
            center if center.y < grid.top() => 0,
            center if center.y > grid.bottom() => 4,
            _ if rect.right() <= grid.left() => 1,
            _ if rect.left() >= grid.right() => 3,
            _ => 2,
        };
        regions[region].push(widget);
    }
    // The lowest bar is drawn first.
    for bars in [0, 4] {
        regions[bars].sort_by(|one, other| one.rect.center().y.total_cmp(&other.rect.center().y));
    }
    regions.into_iter().flat_map(rows).collect()
}

/// Neighbours of one row from left to right. Everything else stays as it was drawn, so that a list that stands beside its
/// form comes before it as a whole.
fn rows(mut widgets: Vec<WidgetRect>) -> Vec<WidgetRect> {
    let middle = |widget: &WidgetRect| widget.rect.center().y;
    for row in widgets.chunk_by_mut(|one, other| (middle(one) - middle(other)).abs() <= ROW) {
        row.sort_by(|one, other| one.rect.left().total_cmp(&other.rect.left()));
    }
    widgets
}
