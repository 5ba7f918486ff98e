//! The OpenAPI 3.1 document, told from the list of routes: what is served is described, and what is
//! described is served.

use crate::auth::Need;
use crate::routes::{Row, get};
use axum::Json;
use std::sync::LazyLock;
use utoipa::openapi::path::{HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder};
use utoipa::openapi::path::{ParameterIn, PathItem, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ComponentsBuilder, Schema, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, RefOr, Required,
    ResponseBuilder, SecurityRequirement,
};
use utoipa::{IntoParams, ToSchema};

/// What a route of the API does, takes and gives.
#[derive(Clone, Default)]
pub struct About {
    summary: &'static str,
    parameters: Vec<Parameter>,
    /// Media type and schema of what is sent.
    takes: Option<(&'static str, RefOr<Schema>)>,
    /// Status, media type and schema of what comes back.
    gives: Option<(u16, &'static str, RefOr<Schema>)>,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl About {
    /// What it does, in a line.
    pub(crate) fn new(summary: &'static str) -> Self {
        Self { summary, ..Self::default() }
    }

    /// Its query parameters.
    pub(crate) fn query<Q: IntoParams>(mut self) -> Self {
        self.parameters.extend(Q::into_params(|| Some(ParameterIn::Query)));
        self
    }

    /// The JSON it takes.
    pub(crate) fn takes<T: ToSchema>(mut self) -> Self {
        self.takes = Some(("application/json", self.schema::<T>()));
        self
    }

    /// Other content it takes: bytes of this media type.
    pub(crate) fn takes_bytes(mut self, media: &'static str) -> Self {
        self.takes = Some((media, binary()));
        self
    }

    /// The JSON that comes back.
    pub(crate) fn gives<T: ToSchema>(mut self) -> Self {
        self.gives = Some((200, "application/json", self.schema::<T>()));
        self
    }

    /// Other content that comes back.
    pub(crate) fn gives_bytes(mut self, media: &'static str) -> Self {
        self.gives = Some((200, media, binary()));
        self
    }

    /// The status of the answer, where it is not 200.
    pub(crate) fn status(mut self, status: u16) -> Self {
        if let Some(gives) = &mut self.gives {
            gives.0 = status;
        }
        self
    }

    fn schema<T: ToSchema>(&mut self) -> RefOr<Schema> {
        T::schemas(&mut self.schemas);
        let name = T::name().into_owned();
        // Lists and plain values have no name of their own worth keeping.
        if matches!(T::schema(), RefOr::T(Schema::Array(_))) || name.is_empty() {
            return T::schema();
        }
        self.schemas.push((name.clone(), T::schema()));
        RefOr::Ref(utoipa::openapi::Ref::from_schema_name(name))
    }
}

fn binary() -> RefOr<Schema> {
    RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(Type::String).build()))
}

pub(crate) fn routes() -> Vec<Row> {
    let about = About::new("This document").gives_bytes("application/json");
    vec![get("/api/v1/openapi.json", Need::Open, document).about(about)]
}

async fn document() -> Json<&'static OpenApi> {
    static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(openapi);
    Json(&DOCUMENT)
}

/// The document.
#[must_use]
pub fn openapi() -> OpenApi {
    let rows = crate::routes::all();
    let mut paths = PathsBuilder::new();
    let mut components = ComponentsBuilder::new()
        .security_scheme(
            "key",
            SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()),
        )
        .security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("medcode"))))
        .schema("Problem", problem());
    for row in rows.iter().filter(|row| row.path.starts_with("/api/")) {
        let Some(about) = &row.about else { continue };
        let method = match row.method.as_str() {
            "POST" => HttpMethod::Post,
            "PUT" => HttpMethod::Put,
            "DELETE" => HttpMethod::Delete,
            _ => HttpMethod::Get,
        };
        paths = paths.path(row.path, PathItem::new(method, operation(row, about)));
        for (name, schema) in &about.schemas {
            components = components.schema(name.clone(), schema.clone());
        }
    }
    let info = InfoBuilder::new()
        .title("medcode")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Official code sets as of any date, codes with evidence from a note, checks of claims, and \
             the records of what was coded. CPT is a trademark of the American Medical Association; \
             billing with CPT needs its licence.",
        ))
        .build();
    OpenApiBuilder::new().info(info).paths(paths.build()).components(Some(components.build())).build()
}

fn operation(row: &Row, about: &About) -> Operation {
    let subject = row.path.trim_start_matches("/api/v1/").split('/').next().unwrap_or_default();
    let mut operation = OperationBuilder::new().summary(Some(about.summary)).tag(subject);
    for name in row.path.split('{').skip(1).filter_map(|p| p.split('}').next()) {
        let text = ObjectBuilder::new().schema_type(Type::String).build();
        let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path);
        let parameter = parameter.required(Required::True).schema(Some(Schema::Object(text)));
        operation = operation.parameter(parameter.build());
    }
    for parameter in &about.parameters {
        operation = operation.parameter(parameter.clone());
    }
    if row.takes_key() {
        operation = operation.parameter(idempotency_key());
    }
    if let Some((media, schema)) = &about.takes {
        let content = ContentBuilder::new().schema(Some(schema.clone())).build();
        let body = RequestBodyBuilder::new().content(*media, content).required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    let (status, media, schema) = about.gives.clone().unwrap_or((200, "application/json", binary()));
    let done = ContentBuilder::new().schema(Some(schema)).build();
    let done = ResponseBuilder::new().description("Done").content(media, done).build();
    let reference = utoipa::openapi::Ref::from_schema_name("Problem");
    let wrong = ContentBuilder::new().schema(Some(reference)).build();
    let wrong = ResponseBuilder::new()
        .description("What is wrong and what to do")
        .content("application/problem+json", wrong)
        .build();
    operation = operation.response(status.to_string(), done).response("default", wrong);
    if row.need != Need::Open {
        let scopes = [row.need.scope()];
        operation = operation
            .security(SecurityRequirement::new("key", scopes))
            .security(SecurityRequirement::new::<_, [&str; 0], &str>("session", []));
    }
    operation.build()
}

fn idempotency_key() -> Parameter {
    let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(255));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .description(Some("Sent again with the same key, the request is done once"))
        .required(Required::False)
        .schema(Some(Schema::Object(text.build())))
        .build()
}

fn problem() -> Schema {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let object = ObjectBuilder::new()
        .property("type", text())
        .property("title", text())
        .property("status", ObjectBuilder::new().schema_type(Type::Integer))
        .property("detail", text())
        .property("field", text())
        .required("type")
        .required("title")
        .required("status")
        .required("detail");
    Schema::Object(object.build())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_route_of_the_api_is_described() {
        let silent: Vec<String> = crate::routes::all()
            .iter()
            .filter(|row| row.path.starts_with("/api/") && row.about.is_none())
            .map(|row| format!("{} {}", row.method, row.path))
            .collect();
        assert!(silent.is_empty(), "say what they do, take and give: {silent:#?}");
    }

    #[test]
    fn the_committed_document_is_that_of_the_program() {
        let now = super::openapi().to_pretty_json().unwrap() + "\n";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &now).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == now, "the API changed: look at it, then run with UPDATE=1 to keep it");
    }
}
