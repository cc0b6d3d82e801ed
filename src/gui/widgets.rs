//! Small parts that several panels draw: icons and marks made of shapes, buttons with names, bars, messages.

mod bar;
mod button;
mod field;
mod icon;
mod mark;
mod row;
mod tick;
mod toast;
mod underline;

pub(crate) use bar::{progress_bar, share_bar};
pub(crate) use button::{ButtonKind, button, flat_icon_button, icon_button, link_button, menu_button};
pub(crate) use field::{Field, is_entered};
pub(crate) use icon::{ICON_SIZE, Icon, paint_sort_arrow};
pub(crate) use mark::{paint_mark, state_tone};
pub(crate) use row::{Row, section_title};
pub(crate) use tick::{Ticked, paint_tick, paint_ticked};
pub(crate) use toast::Toasts;
pub(crate) use underline::underlined;
