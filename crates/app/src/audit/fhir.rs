//! Writes one audit row as a FHIR R4 AuditEvent (hl7.org/fhir/R4/auditevent.html). Everything its hash is made of is in it, so
//! that a receiver can prove the chain again (docs/audit.md).

use domain::PracticeId;
use domain::membership::Role;
use serde_json::{Value, json};
use store::AuditRow;

const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const ENTITY_TYPE: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
const OBJECT_ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";
const SOURCE_TYPE: &str = "http://terminology.hl7.org/CodeSystem/security-source-type";
/// What only we can say has no public code.
const ACTION: &str = "urn:openchair:action";
const ROLE: &str = "urn:openchair:role";
const ID: &str = "urn:openchair:id";

pub fn audit_event(row: &AuditRow, practice: PracticeId) -> Value {
    // Rows of the first format say neither kind nor verb: they are what an application did.
    let kind = if row.kind.is_empty() { "110100" } else { &row.kind };
    let verb = if row.verb.is_empty() { "E" } else { &row.verb };
    json!({
        "resourceType": "AuditEvent",
        "id": row.id.to_string().replace('_', "-"),
        "type": { "system": DICOM, "code": kind, "display": display(kind) },
        "subtype": [{ "system": ACTION, "code": row.action }],
        "action": verb,
        "recorded": row.at.to_string(),
        "outcome": row.outcome.to_string(),
        "agent": [agent(row)],
        "source": {
            "observer": { "identifier": id(&practice.to_string()), "type": "Device", "display": source(row) },
            "type": [{ "system": SOURCE_TYPE, "code": "4", "display": "Application Server" }],
        },
        "entity": entities(row),
    })
}

fn agent(row: &AuditRow) -> Value {
    // A visitor is somebody too; only the program itself is a device.
    let kind = if row.actor == "house" { "Device" } else { "Person" };
    let mut agent = json!({
        "who": { "identifier": id(&row.actor), "type": kind },
        "requestor": true,
    });
    if !row.role.is_empty() {
        agent["role"] = json!([{ "coding": [{ "system": ROLE, "code": row.role }] }]);
    }
    if !row.sign_in.is_empty() {
        agent["altId"] = json!(row.sign_in);
    }
    agent
}

fn entities(row: &AuditRow) -> Vec<Value> {
    let mut entities = vec![json!({
        "what": { "identifier": id(&row.resource) },
        "type": { "system": ENTITY_TYPE, "code": "2", "display": "System Object" },
        "role": { "system": OBJECT_ROLE, "code": "4", "display": "Domain Resource" },
    })];
    if !row.subject.is_empty() {
        // Whoever leads and does something about themselves (comes in, signs) is nobody's patient there.
        let leads = row.actor == row.subject && row.group_role().is_some_and(Role::leads);
        let (code, display) = if leads {
            ("15", "Practitioner")
        } else {
            ("1", "Patient")
        };
        entities.push(json!({
            "what": { "identifier": id(&row.subject) },
            "type": { "system": ENTITY_TYPE, "code": "1", "display": "Person" },
            "role": { "system": OBJECT_ROLE, "code": code, "display": display },
        }));
    }
    let mut details: Vec<Value> = row.details().map(|(name, id)| detail(name, id)).collect();
    details.extend([
        detail("number", &row.position.to_string()),
        detail("format", &row.format.to_string()),
        detail("previous-hash", &row.previous_hash),
        detail("hash", &row.hash),
    ]);
    entities.push(json!({
        "what": { "identifier": id(&row.id.to_string()) },
        "type": { "system": ENTITY_TYPE, "code": "2", "display": "System Object" },
        "role": { "system": OBJECT_ROLE, "code": "13", "display": "Security Resource" },
        "detail": details,
    }));
    entities
}

fn detail(name: &str, value: &str) -> Value {
    json!({ "type": name, "valueString": value })
}

fn id(value: &str) -> Value {
    json!({ "system": ID, "value": value })
}

fn source(row: &AuditRow) -> &str {
    if row.source.is_empty() {
        "openchair"
    } else {
        &row.source
    }
}

fn display(kind: &str) -> &'static str {
    match kind {
        "110101" => "Audit Log Used",
        "110110" => "Patient Record",
        "110113" => "Security Alert",
        "110114" => "User Authentication",
        _ => "Application Activity",
    }
}
