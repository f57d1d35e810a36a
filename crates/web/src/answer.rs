//! What a handler gives back: a page, a way on, or trouble that the outermost layer dresses as a page.

use app::{Error, OperationId, Refusal};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;

pub(crate) type Answer = Result<Response, Trouble>;

/// A page with this status.
pub(crate) fn page(status: StatusCode, page: &impl Template) -> Answer {
    match page.render() {
        Ok(html) => Ok((status, Html(html)).into_response()),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            Err(Trouble::Fault {
                operation: String::new(),
            })
        }
    }
}

/// After a form: the browser asks for the next page, and a reload sends nothing twice.
pub(crate) fn see(path: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(path) else {
        return Trouble::Malformed.into_response();
    };
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// Something is in the way. [`crate::middleware::dress`] makes a page of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    NotFound,
    SignInFirst,
    FacilitatorsOnly,
    OperatorsStayOutside,
    PasskeyFirst,
    /// Their place in the group rests.
    WhilePaused,
    NotYet(Timestamp),
    Over,
    /// Newer words of an agreement are there to be read.
    Changed,
    TooFew,
    /// Nobody says yes to their own wish.
    NotOneself,
    /// It wants another device than the one on which it was asked.
    SameDevice,
    Busy,
    TooLarge,
    /// The request came from another website.
    Foreign,
    Malformed,
    WrongMethod,
    WrongHost,
    Slow,
    Fault {
        operation: String,
    },
}

impl Trouble {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::FacilitatorsOnly
            | Self::OperatorsStayOutside
            | Self::PasskeyFirst
            | Self::WhilePaused
            | Self::Foreign
            | Self::NotOneself
            | Self::SameDevice => StatusCode::FORBIDDEN,
            Self::NotYet(_) | Self::Changed | Self::TooFew => StatusCode::CONFLICT,
            Self::Over => StatusCode::GONE,
            Self::Busy => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Fault { .. } => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What a bare status from below (a limit, an extractor, the router) means to a person.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::UNAUTHORIZED => Self::SignInFirst,
            StatusCode::FORBIDDEN => Self::Foreign,
            StatusCode::METHOD_NOT_ALLOWED => Self::WrongMethod,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::TOO_MANY_REQUESTS => Self::Busy,
            StatusCode::REQUEST_TIMEOUT => Self::Slow,
            StatusCode::MISDIRECTED_REQUEST => Self::WrongHost,
            status if status.is_client_error() => Self::Malformed,
            _ => Self::Fault {
                operation: String::new(),
            },
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<OperationId> for Trouble {
    fn from(operation: OperationId) -> Self {
        Self::Fault {
            operation: operation.to_string(),
        }
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            Error::Malformed(_) => Self::Malformed,
            Error::Unavailable { operation } => operation.into(),
            Error::Refused(refusal) => match refusal {
                Refusal::SignInFirst | Refusal::SignInAgain => Self::SignInFirst,
                Refusal::FacilitatorsOnly => Self::FacilitatorsOnly,
                Refusal::OperatorsStayOutside => Self::OperatorsStayOutside,
                Refusal::PasskeyFirst => Self::PasskeyFirst,
                Refusal::WhilePaused => Self::WhilePaused,
                Refusal::LinkUnknown | Refusal::LinkSpent | Refusal::LinkExpired => Self::NotFound,
                Refusal::TooOften => Self::Busy,
                Refusal::DoorNotOpenYet(at) => Self::NotYet(at),
                // Asked by a page's script, which says it in words of its own.
                Refusal::OtherwiseByNow | Refusal::NotBefore(_) => Self::Changed,
                Refusal::NotOneself => Self::NotOneself,
                Refusal::SameDevice => Self::SameDevice,
                Refusal::SessionOver | Refusal::WhileInSession | Refusal::NoLonger => Self::Over,
                Refusal::NewerWords => Self::Changed,
                Refusal::TooFew => Self::TooFew,
                Refusal::Overtaken => Self::Changed,
                // Said on the page they were tried on; elsewhere nobody tries them.
                Refusal::Passkey(_)
                | Refusal::Password(_)
                | Refusal::Recovery(_)
                | Refusal::LastPasskeyOfLeader
                | Refusal::OnlyOneLeading
                | Refusal::NotOneOwn
                | Refusal::NobodyToRead => Self::Malformed,
            },
        }
    }
}
