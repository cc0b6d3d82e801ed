//! Small parts that several panels draw: icons and marks made of shapes, buttons with names, bars, messages.

mod bar;
mod button;
mod icon;
mod mark;
mod toast;

pub(crate) use bar::{progress_bar, share_bar};
pub(crate) use button::{ButtonKind, action_button, button, icon_button, link_button, menu_button};
pub(crate) use icon::{Icon, paint_sort_arrow};
pub(crate) use mark::{paint_mark, state_tone};
pub(crate) use toast::{Toast, Toasts};
