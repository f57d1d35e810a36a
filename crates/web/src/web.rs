//! What the router needs to know: the house, its rooms, and who may call it what.

use crate::first_visitor::FirstVisitor;
use crate::middleware::hosts::Hosts;
use crate::middleware::rate::{Limits, Rates};
use crate::proxies::TrustedProxy;
use std::sync::{Arc, Mutex, PoisonError};

/// What the server hands over.
#[derive(Debug, Clone)]
pub struct Web {
    pub app: app::App,
    pub live: live::Live,
    /// The names this house answers to; any other Host is refused.
    pub hosts: Hosts,
    /// The demo practice: says so on its pages, and shows its mailbox.
    pub demo: bool,
    pub limits: Limits,
    /// Whose word about where a request comes from is believed. Without any, all that come by one proxy are one for the limits.
    pub trusted_proxies: Vec<TrustedProxy>,
}

/// What every handler may reach. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct House {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    web: Web,
    rates: Rates,
    first_visitor: Mutex<FirstVisitor>,
}

impl House {
    pub(crate) fn new(web: Web) -> Self {
        let rates = Rates::new(&web.limits);
        Self {
            inner: Arc::new(Inner {
                web,
                rates,
                first_visitor: Mutex::default(),
            }),
        }
    }

    pub(crate) fn app(&self) -> &app::App {
        &self.inner.web.app
    }

    pub(crate) fn live(&self) -> &live::Live {
        &self.inner.web.live
    }

    pub(crate) fn hosts(&self) -> &Hosts {
        &self.inner.web.hosts
    }

    pub(crate) fn trusted_proxies(&self) -> &[TrustedProxy] {
        &self.inner.web.trusted_proxies
    }

    pub(crate) fn demo(&self) -> bool {
        self.inner.web.demo
    }

    /// Whether this person sits down with the microphone off. Outside the demo everyone has a machine of their own.
    pub(crate) async fn starts_muted(&self, cx: &app::Context) -> app::Result<bool> {
        if !self.demo() {
            return Ok(false);
        }
        let who = cx.person()?.id;
        let another = app::demo::another_visitor(cx, &self.live().open_sign_ins()).await?;
        let mut first = self
            .inner
            .first_visitor
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Ok(first.starts_muted(who, another, cx.now()))
    }

    pub(crate) fn rates(&self) -> &Rates {
        &self.inner.rates
    }
}
