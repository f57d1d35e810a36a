//! What may be said on the command line. Every flag of `serve` has an environment variable, for containers.

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::incident::Kind;
use jiff::civil::{Date, DateTime};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use store::WrittenHead;

/// Online group psychotherapy on your own server.
#[derive(Debug, Parser)]
#[command(name = "openchair", version)]
pub(crate) struct Cli {
    /// How the log on standard error looks. RUST_LOG chooses what is in it.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        env = "OPENCHAIR_LOG_FORMAT"
    )]
    pub(crate) log_format: LogFormat,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum LogFormat {
    #[default]
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the practice in the data folder.
    Serve(Box<Serve>),
    /// Set a practice up, with the first person who runs its server: once, before `serve`.
    Init(Init),
    /// Open the demo practice Linden House, with a session that is on now and bots in the circle.
    Demo(Demo),
    /// Forget which devices speak for a group: for the day on which the only one of them is lost.
    ForgetDevices(ForgetDevices),
    /// Forget somebody's passkeys and sign them out everywhere: for who leads a group and has lost every one.
    ForgetPasskeys(ForgetPasskeys),
    /// Say what somebody is to the practice, apart from their groups.
    Standing(Standing),
    /// Name who reads complaints. Where nobody is named, the first operator does.
    ComplaintsReader(ComplaintsReader),
    /// Prove the audit log, or hand it out.
    #[command(subcommand)]
    Audit(Audit),
    /// Print how long what is kept, or keep one person's data longer.
    #[command(subcommand)]
    Retention(Retention),
    /// Write down what went wrong, or hand out who saw what.
    #[command(subcommand)]
    Incident(Incident),
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Retention {
    /// Print every class of data with its period, and the holds that stand, by their ids.
    List(Place),
    /// Keep everything of one person until a day. They read of it on their page.
    Hold(PlaceHold),
    /// End a hold before its day.
    Release(ReleaseHold),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct PlaceHold {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The address with which the person signs in.
    #[arg(long)]
    pub(crate) email: String,
    /// What obliges you, in words for that person.
    #[arg(long)]
    pub(crate) reason: String,
    /// Who answers for it, as that person will read it.
    #[arg(long)]
    pub(crate) by: String,
    /// The first day on which it holds no more, YYYY-MM-DD; within three years.
    #[arg(long)]
    pub(crate) until: Date,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct ReleaseHold {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The hold's id, `hol_…`, which `list` prints.
    #[arg(long)]
    pub(crate) hold: String,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Incident {
    /// Write an incident into the audit log, with counts and never with names.
    Add(AddIncident),
    /// Print every incident, oldest first. Times are UTC.
    List(Place),
    /// Print as JSON who looked at whose things, and every incident, for the report within 72 hours.
    Export(ExportAudit),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct AddIncident {
    #[command(flatten)]
    pub(crate) place: Place,
    /// lost-device, wrong-recipient, look, sign-in-misused, break-in, data-lost, outage, complaint, or other.
    #[arg(long)]
    pub(crate) kind: Kind,
    /// When it happened, YYYY-MM-DDTHH:MM, where the practice is.
    #[arg(long)]
    pub(crate) happened: DateTime,
    /// When somebody noticed: from there the 72 hours run. Without it: now.
    #[arg(long)]
    pub(crate) noticed: Option<DateTime>,
    /// How many people it concerns, as far as you know.
    #[arg(long)]
    pub(crate) people: u32,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Audit {
    /// Walk the whole log; name the first row that is not as it was written, and exit 1.
    Verify(VerifyAudit),
    /// Print the log as FHIR AuditEvents, one line of JSON each.
    Export(ExportAudit),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct VerifyAudit {
    #[command(flatten)]
    pub(crate) place: Place,
    /// A head that an earlier run printed and somebody kept elsewhere: NUMBER:HASH, or the hash alone.
    #[arg(long)]
    pub(crate) head: Option<WrittenHead>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct ExportAudit {
    #[command(flatten)]
    pub(crate) place: Place,
    /// From this day on, YYYY-MM-DD, where the practice is.
    #[arg(long)]
    pub(crate) since: Date,
}

/// Where the practice is kept, for commands that work on it.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// Folder for the database and its keys, as for `serve`.
    #[arg(long, env = "OPENCHAIR_DATA")]
    pub(crate) data: PathBuf,
    /// A database elsewhere, as for `serve`.
    #[arg(long, env = "OPENCHAIR_STORE", hide_env_values = true)]
    pub(crate) store: Option<String>,
    /// The file with the keys, as for `serve`.
    #[arg(long, env = "OPENCHAIR_KEYS")]
    pub(crate) keys: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Serve {
    /// Address and port for pages; may be given several times.
    #[arg(
        long,
        env = "OPENCHAIR_LISTEN",
        value_delimiter = ',',
        default_value = "127.0.0.1:4000"
    )]
    pub(crate) listen: Vec<SocketAddr>,
    /// Folder for the database and its keys.
    #[arg(long, env = "OPENCHAIR_DATA")]
    pub(crate) data: PathBuf,
    /// A database elsewhere: `postgres://…`. Without it, SQLite in the data folder.
    #[arg(long, env = "OPENCHAIR_STORE", hide_env_values = true)]
    pub(crate) store: Option<String>,
    /// The file with the keys of the private columns, when it is kept apart from the data folder (it should be).
    #[arg(long, env = "OPENCHAIR_KEYS")]
    pub(crate) keys: Option<PathBuf>,
    /// Address or network of a proxy in front, `127.0.0.1` or `10.0.0.0/8`: its X-Forwarded-For says whom the limits count.
    #[arg(long, env = "OPENCHAIR_TRUSTED_PROXY", value_delimiter = ',')]
    pub(crate) trusted_proxy: Vec<web::TrustedProxy>,
    /// What links begin with and browsers show: `https://openchair.example`.
    #[arg(long, env = "OPENCHAIR_BASE_URL")]
    pub(crate) base_url: String,
    /// The one UDP port of sound and picture. Open it in the firewall.
    #[arg(long, env = "OPENCHAIR_MEDIA_PORT", default_value_t = 3478)]
    pub(crate) media_port: u16,
    /// Local addresses for sound and picture; without it, all.
    #[arg(long, env = "OPENCHAIR_MEDIA_BIND", value_delimiter = ',')]
    pub(crate) media_bind: Vec<IpAddr>,
    /// `LOCAL=PUBLIC` for each address behind 1:1 NAT.
    #[arg(long, env = "OPENCHAIR_PUBLIC_ADDRESS", value_delimiter = ',')]
    pub(crate) public_address: Vec<String>,
    /// `smtps://user:password@host:465`, `smtp://…:587` (STARTTLS), or `folder:/path` for a try without a mail server.
    #[arg(long, env = "OPENCHAIR_MAIL", hide_env_values = true)]
    pub(crate) mail: String,
    /// Who mails are from: `Linden House <no-reply@linden.example>`.
    #[arg(long, env = "OPENCHAIR_MAIL_FROM")]
    pub(crate) mail_from: String,
    /// Where else somebody who complains can turn: your chamber or licensing board and the data protection authority, with their
    /// addresses; one a line.
    #[arg(long, env = "OPENCHAIR_COMPLAINTS_ELSEWHERE")]
    pub(crate) complaints_elsewhere: Option<String>,
    /// Certificate chain in PEM. Without it, put a proxy with TLS in front: browsers need https.
    #[arg(long, env = "OPENCHAIR_TLS_CERT", requires = "tls_key")]
    pub(crate) tls_cert: Option<PathBuf>,
    #[arg(long, env = "OPENCHAIR_TLS_KEY", requires = "tls_cert")]
    pub(crate) tls_key: Option<PathBuf>,
}

#[derive(Clone, Args)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) place: Place,
    /// What the practice is called, on pages and in letters. Others may read it over a shoulder.
    #[arg(long)]
    pub(crate) practice: String,
    /// Where it is: two letters, such as DE.
    #[arg(long)]
    pub(crate) country: String,
    /// Language of its public pages.
    #[arg(long, default_value = "en")]
    pub(crate) language: String,
    /// Such as Europe/Berlin.
    #[arg(long)]
    pub(crate) time_zone: String,
    /// The name of whoever runs the server.
    #[arg(long)]
    pub(crate) name: String,
    /// The address they sign in with.
    #[arg(long)]
    pub(crate) email: String,
    /// What links begin with, as for `serve`.
    #[arg(long, env = "OPENCHAIR_BASE_URL")]
    pub(crate) base_url: String,
}

/// A name and an address are nobody else's to read.
impl std::fmt::Debug for Init {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Init")
    }
}

#[derive(Debug, Clone, Args)]
pub(crate) struct ForgetDevices {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The group's id, `grp_…`: it stands in the address of the group's page.
    #[arg(long)]
    pub(crate) group: String,
}

#[derive(Clone, Args)]
pub(crate) struct ForgetPasskeys {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The address this person signs in with.
    #[arg(long)]
    pub(crate) email: String,
}

/// An address is nobody else's to read.
impl std::fmt::Debug for ForgetPasskeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ForgetPasskeys")
    }
}

#[derive(Clone, Args)]
pub(crate) struct Standing {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The address this person signs in with.
    #[arg(long)]
    pub(crate) email: String,
    /// person (works here no more), coordinator (the front desk), or operator.
    #[arg(long = "as", value_enum)]
    pub(crate) as_what: AsWhat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum AsWhat {
    Person,
    Coordinator,
    Operator,
}

#[derive(Clone, Args)]
pub(crate) struct ComplaintsReader {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The address this person signs in with. They must work for the house.
    #[arg(long)]
    pub(crate) email: String,
    /// Take it away from them again.
    #[arg(long)]
    pub(crate) remove: bool,
}

/// An address is nobody else's to read.
impl std::fmt::Debug for Standing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Standing")
    }
}

impl std::fmt::Debug for ComplaintsReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ComplaintsReader")
    }
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Demo {
    /// Print one line of JSON when ready, instead of addresses for people.
    #[arg(long)]
    pub(crate) json: bool,
    /// Port for pages; 0 takes any that is free.
    #[arg(long, default_value_t = 4000)]
    pub(crate) port: u16,
    /// UDP port of sound and picture; 0 takes any that is free.
    #[arg(long, default_value_t = 0)]
    pub(crate) media_port: u16,
    /// Folder for the database. Without it, a folder that goes away at the end.
    #[arg(long)]
    pub(crate) data: Option<PathBuf>,
    /// How many chairs have bots in them. Thirteen at most: Anna's is for a visitor, and Eli's stays empty.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u8).range(0..=14))]
    pub(crate) bots: u8,
    /// How many chairs the circle has; it grows by itself for more than six bots.
    #[arg(long, value_parser = clap::value_parser!(u8).range(8..=15))]
    pub(crate) seats: Option<u8>,
    /// Serve the whole local network over HTTPS with a certificate of its own, for a phone in the house.
    #[arg(long)]
    pub(crate) lan: bool,
    /// How many seconds an erasure can be taken back, instead of seven days: to watch one happen.
    #[arg(long)]
    pub(crate) erase_after: Option<u32>,
    /// Ask those who lead for a passkey before a group opens, as `serve` always does. A demo signs everyone in by a printed link.
    #[arg(long)]
    pub(crate) staff_passkeys: bool,
    /// Two demos with the same seed have bots that behave alike.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }
}
