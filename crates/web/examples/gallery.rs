//! Serves every page in every state with the shared cast in it: `cargo run -p web --example gallery -- 4170`.

use axum::Router;
use axum::extract::Path;
use axum::response::Html;
use axum::routing::get;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(4170);
    let list: String = web::pages::samples::all()
        .iter()
        .map(|(name, _)| format!("<li><a href=\"/sample/{name}\">{name}</a></li>"))
        .collect();
    let index = format!("<!doctype html><title>Gallery</title><ul>{list}</ul>");
    let router = Router::new()
        .route("/", get(|| async move { Html(index) }))
        .route("/sample/{name}", get(sample))
        .merge(web::assets::router());
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    axum::serve(listener, router).await
}

async fn sample(Path(name): Path<String>) -> Html<String> {
    let found = web::pages::samples::all()
        .into_iter()
        .find(|(known, _)| *known == name);
    Html(
        found
            .map(|(_, html)| html)
            .unwrap_or_else(|| "no such sample".to_owned()),
    )
}
