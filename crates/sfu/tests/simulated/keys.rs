//! The SRTP keys can be had through a wrapping DTLS provider.
