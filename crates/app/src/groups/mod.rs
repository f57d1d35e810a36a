//! Groups, as strangers and as their own people see them.

mod choose_alias;
mod choose_levels;
mod forget_devices;
mod leader;
mod list_public;
mod mine;
mod people;
mod places;
mod show;

pub use choose_alias::{AliasWish, OwnAlias, choose_alias, own_alias};
pub use choose_levels::choose_levels;
pub use forget_devices::forget_devices;
pub use leader::Leader;
pub use list_public::{GroupCard, list_public};
pub use mine::{MyGroup, mine};
pub use people::{AboutName, Gone, People, Seated, follow_name, people};
pub use places::{LONGEST_WHY, Leaving, change_place, leave, leaving};
pub use show::{GroupPage, show};

pub(crate) use leader::leaders_of;
