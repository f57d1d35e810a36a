//! Every address of the house in one table: method, path, the policy action it stands for, its limit, its handler.
//! The router is built from this table and from nothing else, so a route without an action does not compile.

use crate::assets;
use crate::handlers::*;
use crate::signalling;
use crate::web::House;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use policy::{
    AccountAction, Action, AgreementAction, BreakGlassAction, ComplaintAction, GroupAction, HouseAction,
    MailboxAction, PageAction, RoomAction, SessionAction,
};

/// One row of the table.
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) action: Action,
    handler: MethodRouter<House>,
}

/// Our longest form is an address and a few choices.
const FORM_BYTES: usize = 16 * 1024;
/// An offer for fifteen seats is about 40 kB.
const OFFER_BYTES: usize = 128 * 1024;

/// A note in its longest form is 87 kB of base64url.
const NOTE_BYTES: usize = 96 * 1024;
/// Ten thousand letters of up to nine bytes in a form each, and twice that, so that who wrote too much is told so on the page.
const STORY_BYTES: usize = 192 * 1024;

/// Forty clauses of 1,500 letters, each letter up to nine bytes in a form.
const CLAUSES_BYTES: usize = 640 * 1024;

#[rustfmt::skip]
pub(crate) fn table() -> Vec<Route> {
    use AgreementAction as G;
    use BreakGlassAction as B;
    use ComplaintAction as C;
    use SessionAction as S;
    use policy::VaultAction as V;
    vec![
        get("/", PageAction::SeeFront, front::show),
        get("/groups", PageAction::ListGroups, groups::show),
        get("/groups/{group}", GroupAction::See, group::show),
        post("/groups/{group}/levels", GroupAction::ChooseLevels, FORM_BYTES, group::choose_levels),
        get("/groups/{group}/alias", GroupAction::ChooseAlias, alias::show),
        post("/groups/{group}/alias", GroupAction::ChooseAlias, FORM_BYTES, alias::choose),
        get("/groups/{group}/leave", GroupAction::Leave, people::ask_to_leave),
        post("/groups/{group}/leave", GroupAction::Leave, FORM_BYTES, people::leave),
        get("/groups/{group}/people", GroupAction::SeePeople, people::show),
        post("/groups/{group}/people/place", GroupAction::ChangePlace, FORM_BYTES, people::place),
        post("/groups/{group}/people/role", GroupAction::ChangeRole, FORM_BYTES, people::role),
        post("/groups/{group}/people/name", GroupAction::FollowNames, FORM_BYTES, people::name),
        get("/groups/{group}/times", GroupAction::ChangeTimes, times::show),
        post("/groups/{group}/times", GroupAction::ChangeTimes, FORM_BYTES, times::act),
        get("/groups/{group}/agreement", G::See, agreement::show),
        get("/groups/{group}/agreement/copy", G::See, agreement::copy),
        post("/groups/{group}/agreement/sign", G::Sign, FORM_BYTES, agreement::sign),
        post("/groups/{group}/agreement/withdraw", G::Withdraw, FORM_BYTES, agreement::withdraw),
        post("/groups/{group}/agreement/choose", G::AnswerChoice, FORM_BYTES, agreement::choose),
        get("/groups/{group}/agreement/edit", G::Edit, agreement_edit::show),
        post("/groups/{group}/agreement/edit", G::Edit, CLAUSES_BYTES, agreement_edit::act),
        get("/groups/{group}/agreement/signed", G::SeeWhoSigned, agreement_signed::show),
        post("/groups/{group}/agreement/guardian", G::RecordGuardian, FORM_BYTES, agreement_signed::guardian),
        get("/groups/{group}/releases", G::SeeReleases, releases::show),
        post("/groups/{group}/releases", G::Release, FORM_BYTES, releases::give),
        post("/groups/{group}/releases/end", G::Revoke, FORM_BYTES, releases::end),
        get("/sign-in", PageAction::AskForLink, sign_in::show),
        post("/sign-in", PageAction::AskForLink, FORM_BYTES, sign_in::ask),
        post("/sign-in/passkey/ask", PageAction::UsePasskey, FORM_BYTES, passkeys::ask_to_sign_in),
        post("/sign-in/passkey", PageAction::UsePasskey, FORM_BYTES, passkeys::sign_in),
        get("/sign-in/password", PageAction::UsePassword, passwords::show_sign_in),
        post("/sign-in/password", PageAction::UsePassword, FORM_BYTES, passwords::sign_in),
        get("/sign-in/{token}", PageAction::LookAtLink, sign_in_link::look),
        post("/sign-in/{token}", PageAction::SpendLink, FORM_BYTES, sign_in_link::spend),
        post("/sign-out", AccountAction::EndSignIn, FORM_BYTES, sign_out::sign_out),
        get("/devices", AccountAction::SeeDevices, devices::show),
        post("/devices/end", AccountAction::EndSignIn, FORM_BYTES, devices::end),
        post("/notices/away", AccountAction::PutAwayNotices, FORM_BYTES, notices::put_away),
        get("/devices/password", AccountAction::SetPassword, passwords::show),
        post("/devices/password", AccountAction::SetPassword, FORM_BYTES, passwords::set),
        post("/devices/password/remove", AccountAction::RemovePassword, FORM_BYTES, passwords::remove),
        post("/passkeys/ask", AccountAction::AddPasskey, FORM_BYTES, passkeys::ask_to_add),
        post("/passkeys", AccountAction::AddPasskey, FORM_BYTES, passkeys::add),
        post("/passkeys/rename", AccountAction::RenamePasskey, FORM_BYTES, passkeys::rename),
        post("/passkeys/remove", AccountAction::RemovePasskey, FORM_BYTES, passkeys::remove),
        get("/recovery", AccountAction::SeeRecovery, recovery::show),
        post("/recovery", AccountAction::AskForRecovery, FORM_BYTES, recovery::ask),
        post("/recovery/stop", AccountAction::StopRecovery, FORM_BYTES, recovery::stop),
        post("/recovery/confirm", GroupAction::ConfirmRecovery, FORM_BYTES, recovery::confirm),
        post("/recovery/code", GroupAction::SeeRecoveryCode, FORM_BYTES, recovery::code),
        post("/recovery/type", AccountAction::TypeRecoveryCode, FORM_BYTES, recovery::type_code),
        post("/recovery/stop-colleague", GroupAction::StopRecovery, FORM_BYTES, recovery::stop_colleague),
        get("/today", AccountAction::SeeToday, today::show),
        get("/who-looked", AccountAction::SeeWhoLooked, who_looked::show),
        get("/my-data", AccountAction::SeeMyData, my_data::show),
        get("/my-data/my-data.json", AccountAction::ExportMyData, my_data::json),
        get("/my-data/my-data.html", AccountAction::ExportMyData, my_data::html),
        post("/my-data/erase", AccountAction::AskForErasure, FORM_BYTES, my_data::erase),
        post("/my-data/stay", AccountAction::TakeBackErasure, FORM_BYTES, my_data::stay),
        get("/notes", V::Open, notes::show),
        get("/notes/vault", V::Open, notes::vault),
        get("/notes/locked", V::Open, notes::locked),
        post("/notes/vault", V::Equip, FORM_BYTES, notes::begin),
        post("/notes/wrap", V::Open, FORM_BYTES, notes::wrap),
        post("/notes/recovery", V::Open, FORM_BYTES, notes::recovery),
        post("/notes/write", V::Open, NOTE_BYTES, notes::write),
        post("/notes/delete", V::Delete, FORM_BYTES, notes::delete),
        post("/notes/renew", V::Renew, FORM_BYTES, notes::renew),
        post("/notes/renewed", V::Renew, FORM_BYTES, notes::renewed),
        post("/notes/forget", V::Forget, FORM_BYTES, notes::forget),
        post("/notes/will", V::NameHeir, FORM_BYTES, notes_left::name_heir),
        post("/notes/will/withdraw", V::WithdrawWill, FORM_BYTES, notes_left::withdraw),
        post("/notes/will/stop", V::StopWill, FORM_BYTES, notes_left::stop),
        post("/notes/will/no", V::StopWill, FORM_BYTES, notes_left::say_no),
        post("/notes/left/ask", V::AskForLeft, FORM_BYTES, notes_left::ask),
        post("/notes/left/open", V::ReadLeft, FORM_BYTES, notes_left::open),
        post("/notes/left/locked", V::ReadLeft, FORM_BYTES, notes_left::locked),
        get("/prepare", AccountAction::CheckDevices, prepare::show),
        post("/prepare/line", AccountAction::CheckLine, OFFER_BYTES, line::check),
        get("/sessions/{session}", S::See, session::show),
        get("/sessions/{session}/door", S::SeeOwnAnswers, door::show),
        post("/sessions/{session}/door", S::AnswerDoor, FORM_BYTES, door::answer),
        get("/sessions/{session}/prepare", S::Prepare, prepare::for_session),
        get("/sessions/{session}/room", S::OpenRoomPage, room::show),
        get("/sessions/{session}/socket", RoomAction::Enter, signalling::open),
        post("/sessions/{session}/checkins", S::KeepCheckin, FORM_BYTES, own_record::keep),
        get("/own-record", AccountAction::SeeOwnRecord, own_record::show),
        post("/own-record/delete", AccountAction::DeleteOwnWords, FORM_BYTES, own_record::delete),
        post("/own-record/delete-all", AccountAction::DeleteOwnWords, FORM_BYTES, own_record::delete_all),
        get("/complaint", PageAction::SeeComplaintForm, complaint::show),
        post("/complaint", PageAction::Complain, STORY_BYTES, complaint::send),
        get("/complaint/{reference}", PageAction::SeeComplaintByAddress, complaint::one),
        get("/house", HouseAction::SeeDesk, house::show),
        get("/house/complaints/{complaint}", C::Read, house::complaint),
        post("/house/complaints/{complaint}/answer", C::Answer, STORY_BYTES, house::answer),
        post("/house/complaints/{complaint}/close", C::Close, FORM_BYTES, house::close),
        post("/house/complaints/{complaint}/incident", C::MakeIncident, FORM_BYTES, house::incident),
        post("/house/looks", B::Ask, FORM_BYTES, looks::ask),
        get("/house/looks/{look}", B::Look, looks::look),
        post("/house/looks/{look}/agree", B::Agree, FORM_BYTES, looks::agree),
        post("/house/looks/{look}/refuse", B::Refuse, FORM_BYTES, looks::refuse),
        post("/house/looks/{look}/open", B::Open, FORM_BYTES, looks::open),
        post("/house/looks/{look}/close", B::End, FORM_BYTES, looks::close),
        get("/locked", PageAction::SeeLocked, locked::show),
        get("/away", PageAction::SeeAway, away::show),
        get("/mailbox", MailboxAction::Read, mailbox::show),
        get("/assets/{name}", PageAction::LoadAsset, assets::serve),
        get("/health", PageAction::CheckHealth, health::check),
    ]
}

fn get<T: 'static>(path: &'static str, action: impl Into<Action>, handler: impl Handler<T, House>) -> Route {
    Route {
        method: Method::GET,
        path,
        action: action.into(),
        handler: on(MethodFilter::GET, handler),
    }
}

fn post<T: 'static>(
    path: &'static str,
    action: impl Into<Action>,
    limit_bytes: usize,
    handler: impl Handler<T, House>,
) -> Route {
    let handler = on(MethodFilter::POST, handler).layer(DefaultBodyLimit::max(limit_bytes));
    Route {
        method: Method::POST,
        path,
        action: action.into(),
        handler,
    }
}

pub(crate) fn router() -> Router<House> {
    table().into_iter().fold(Router::new(), |router, route| {
        router.route(route.path, route.handler)
    })
}

/// The table without its handlers, for those who check it: method, path, action.
pub fn declared() -> Vec<(Method, &'static str, Action)> {
    table()
        .into_iter()
        .map(|route| (route.method, route.path, route.action))
        .collect()
}
