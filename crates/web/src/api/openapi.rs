//! The API's description (OpenAPI 3.1), made from the table of routes.

use crate::frame::{
    headers,
    route::{Need, Route},
};
use earnest_model::{figures::scope::NONE, ledger::measures::measure::MeasureState};
use serde_json::{Map, Value, json};

/// What is said of a route beyond its declaration.
struct Operation {
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    /// Names of the query's fields.
    query: &'static [&'static str],
    /// Name of the schema of the answer; of its items if it is a list.
    schema: &'static str,
    list: bool,
}

const OPERATIONS: &[Operation] = &[
    Operation {
        path: "/api/v1/openapi.json",
        id: "describe",
        summary: "This description",
        query: &[],
        schema: "Any",
        list: false,
    },
    Operation {
        path: "/api/v1/figures",
        id: "listFigures",
        summary: "All figures of a unit with what lies beneath it",
        query: &["unit", "own", "organiser", "programme", "round", "source", "class", "as_of", "entered"],
        schema: "Figure",
        list: true,
    },
    Operation {
        path: "/api/v1/figures/{name}",
        id: "listRecords",
        summary: "A figure with exactly its records",
        query: &[
            "unit",
            "own",
            "organiser",
            "programme",
            "round",
            "source",
            "class",
            "as_of",
            "entered",
            "after",
            "limit",
        ],
        schema: "FigureRecords",
        list: false,
    },
    Operation {
        path: "/api/v1/draws",
        id: "listDraws",
        summary: "Random draws, the newest first",
        query: &["programme", "before", "limit"],
        schema: "DrawBrief",
        list: true,
    },
    Operation {
        path: "/api/v1/draws/{id}",
        id: "showDraw",
        summary: "A draw with its result and the ways to its frame and certificate",
        query: &[],
        schema: "Draw",
        list: false,
    },
    Operation {
        path: "/api/v1/circulars",
        id: "listCirculars",
        summary: "Latest versions of circulars, the newest first",
        query: &["programme", "before", "limit"],
        schema: "CircularBrief",
        list: true,
    },
    Operation {
        path: "/api/v1/circulars/{id}",
        id: "showCircular",
        summary: "A version of a circular",
        query: &[],
        schema: "Circular",
        list: false,
    },
    Operation {
        path: "/api/v1/ledger",
        id: "listMeasures",
        summary: "Measures of a unit with what lies beneath it",
        query: &["unit", "state", "aspect", "overdue", "after", "limit"],
        schema: "Measure",
        list: true,
    },
];

fn operation(path: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.path == path)
}

/// What a route of the API is for; `None` if nothing is said of it.
pub fn summary(path: &str) -> Option<&'static str> {
    operation(path).map(|operation| operation.summary)
}

/// The query fields that a route of the API takes.
pub(super) fn query(path: &str) -> &'static [&'static str] {
    operation(path).map_or(&[], |operation| operation.query)
}

/// The description of these routes.
pub(super) fn document(routes: &[Route]) -> Value {
    let mut paths = Map::new();
    for route in routes {
        paths.insert(route.path.to_owned(), json!({ "get": described(route) }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Earnest",
            "version": "1",
            "description": "What one may read on the pages, in JSON. Lists follow by key: `next` is the address of \
                            the next page. Faults are told as RFC 9457 has it.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "responses": {
                "Problem": {
                    "description": "Why there is no answer",
                    "content": { "application/problem+json": { "schema": reference("Problem") } },
                },
            },
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": headers::SESSION_COOKIE },
            },
        },
    })
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn described(route: &Route) -> Value {
    let Some(operation) = operation(route.path) else { return json!({}) };
    let in_path =
        route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).map(|name| {
            let schema = if name == "id" { integer() } else { words_of_people() };
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        });
    let in_query = operation.query.iter().map(|name| parameter(operation, name));
    let parameters: Vec<Value> = in_path.chain(in_query).collect();
    let schema = if operation.list {
        json!({
            "type": "object",
            "required": ["items", "next"],
            "properties": {
                "items": { "type": "array", "items": reference(operation.schema) },
                "next": { "type": ["string", "null"] },
            },
        })
    } else {
        reference(operation.schema)
    };
    let mut responses = json!({
        "200": { "description": operation.summary, "content": { "application/json": { "schema": schema } } },
    });
    // What can be no text, what is not there, a field that makes no sense, a register that can't be reached.
    for status in ["400", "404", "422", "503"] {
        told_of(&mut responses, status);
    }
    let mut security = json!([]);
    if route.need != Need::Public {
        security = json!([{ "session": [] }]);
        told_of(&mut responses, "401");
    }
    json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": responses,
        "security": security,
    })
}

/// Adds a fault to what may be answered.
fn told_of(responses: &mut Value, status: &str) {
    if let Some(responses) = responses.as_object_mut() {
        responses.insert(status.to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
    }
}

/// A number as the register has them.
fn integer() -> Value {
    json!({ "type": "integer", "format": "int64" })
}

/// A text in which nothing stands that can be no text: no sign that steers, none in the place of one that was lost.
fn words_of_people() -> Value {
    json!({ "type": "string", "pattern": "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\ufffd]+$" })
}

/// Which programme a figure is of: its key, or the word for what belongs to none.
fn of_programme(kinds: &[&str]) -> Value {
    json!({ "type": kinds, "pattern": format!("^{NONE}$") })
}

/// A field of a query, with what it may be.
fn parameter(operation: &Operation, name: &str) -> Value {
    let of_figures = operation.path.starts_with("/api/v1/figures");
    let words = |words: Vec<&str>| json!({ "type": "string", "enum": words });
    let many = |items: Value| json!({ "type": "array", "items": items });
    let schema = match name {
        // The number of a round, as people count them.
        "round" => json!({ "type": "integer", "format": "int32" }),
        "limit" => json!({ "type": "integer", "format": "int64", "minimum": 1, "maximum": 200 }),
        "programme" if of_figures => of_programme(&["integer", "string"]),
        "programme" | "after" | "before" => integer(),
        "as_of" => json!({ "type": "string", "format": "date" }),
        "own" => words(vec!["yes"]),
        "entered" => words(vec!["since"]),
        "overdue" => words(vec!["1"]),
        "state" => many(words(MeasureState::ALL.iter().map(|state| state.key()).collect())),
        "source" => many(words_of_people()),
        _ => words_of_people(),
    };
    let said = match name {
        "limit" => "How many items: 1 to 200, and 50 if nothing is said",
        "after" | "before" => "Where the list goes on: the number in `next`",
        "source" | "state" => "May be given again and again",
        "programme" if !of_figures => "Key of the programme; of all if absent",
        "programme" => {
            "Key of the programme, `none` for what belongs to none, or `all` (no figure of rounds takes it); if absent, and several programmes of the organiser had begun by the day, all figures are of the one at hand, and the answer says of which"
        }
        "unit" => "The code of a unit; one's own if absent",
        _ => "",
    };
    let mut parameter = json!({ "name": name, "in": "query", "schema": schema });
    if let (Some(object), false) = (parameter.as_object_mut(), said.is_empty()) {
        object.insert("description".to_owned(), json!(said));
    }
    parameter
}

/// An object all of whose properties are always there.
fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

/// A figure with its whole trace, or nothing where `kind` allows it.
fn figure(kind: &Value) -> Value {
    let text = || json!({ "type": "string" });
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    let mut figure = object(&[
        ("name", text()),
        ("value", json!({ "type": "integer" })),
        ("counts", text()),
        ("distinct", json!({ "type": "boolean" })),
        ("unit", reference("Unit")),
        ("own", json!({ "type": "boolean" })),
        ("organiser", maybe("string")),
        ("programme", of_programme(&["integer", "string", "null"])),
        ("round", maybe("integer")),
        ("source", json!({ "type": "array", "items": text() })),
        ("class", maybe("string")),
        ("as_of", text()),
        ("entered", maybe("string")),
        ("caption", text()),
        ("records", text()),
    ]);
    if let Some(known) = figure.get_mut("type") {
        known.clone_from(kind);
    }
    figure
}

fn schemas() -> Value {
    let text = || json!({ "type": "string" });
    let number = || json!({ "type": "integer" });
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    let many = |schema: Value| json!({ "type": "array", "items": schema });
    let unit = || reference("Unit");
    json!({
        "Any": { "type": "object" },
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status"],
            "properties": { "type": text(), "title": text(), "status": number(), "detail": text() },
        },
        "Unit": object(&[("code", text()), ("name", text())]),
        "Figure": figure(&json!("object")),
        "FigureOrNone": figure(&json!(["object", "null"])),
        "Record": object(&[("kind", text()), ("id", number()), ("unit", unit()), ("label", text())]),
        "FigureRecords": object(&[
            ("figure", reference("Figure")), ("entered_since", reference("FigureOrNone")),
            ("items", many(reference("Record"))), ("next", maybe("string")),
        ]),
        "DrawBrief": object(&[
            ("id", number()), ("state", text()), ("round", number()), ("topic", text()), ("organiser", text()),
            ("organiser_code", text()), ("programme", number()), ("frozen_at", text()), ("drawn_at", maybe("string")), ("drawn", number()),
        ]),
        "DrawnUnit": object(&[
            ("code", text()), ("name", text()), ("place", number()), ("ticket", text()), ("state", text()),
        ]),
        "DrawClass": object(&[
            ("class", text()), ("frame", number()), ("quota", number()), ("units", many(reference("DrawnUnit"))),
        ]),
        "Draw": object(&[
            ("id", number()), ("state", text()), ("round", number()), ("topic", text()), ("organiser", text()),
            ("organiser_code", text()), ("programme", number()), ("rate", text()), ("frame_sha256", text()), ("frozen_at", text()), ("seed", maybe("string")),
            ("drawn_at", maybe("string")), ("void_reason", maybe("string")),
            ("classes", many(reference("DrawClass"))), ("frame", text()), ("certificate", maybe("string")),
        ]),
        "CircularBrief": object(&[
            ("id", number()), ("version", number()), ("number", maybe("string")), ("title", text()), ("round", number()), ("organiser", text()),
            ("organiser_code", text()), ("programme", number()), ("published_on", text()),
        ]),
        "CircularVersion": object(&[("id", number()), ("version", number()), ("published_on", text())]),
        "Circular": object(&[
            ("id", number()), ("version", number()), ("number", maybe("string")), ("title", text()), ("round", number()), ("organiser", text()),
            ("organiser_code", text()), ("programme", number()), ("published_on", text()), ("body", reference("Any")), ("versions", many(reference("CircularVersion"))),
        ]),
        "MeasureProblem": object(&[("id", number()), ("text", text()), ("aspect", text())]),
        "Measure": object(&[
            ("id", number()), ("serial", text()), ("unit", unit()), ("problem", reference("MeasureProblem")),
            ("counted", json!({ "type": "boolean" })), ("measure", text()), ("owner", text()), ("deliverable", text()),
            ("time_class", text()), ("due_on", maybe("string")), ("state", text()), ("progress", number()),
            ("closed_on", maybe("string")),
        ]),
    })
}
