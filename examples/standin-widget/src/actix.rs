//! The two routes for Actix Web.

use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, PayloadConfig, ServiceConfig};
use actix_web::{Error, HttpResponse};
use algomo_core::VisitorAuth;

use crate::{Answer, HANDSHAKE_PATH, MAX_BODY_BYTES, SCRIPT_PATH};

/// The script and its handshake, for `App::configure`.
pub fn configure(auth: VisitorAuth) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        let handshakes = web::resource(HANDSHAKE_PATH)
            .app_data(PayloadConfig::new(MAX_BODY_BYTES))
            .app_data(Data::new(auth))
            .route(web::post().to(handshake));
        config
            .route(SCRIPT_PATH, web::get().to(async || response(crate::script())))
            .service(handshakes);
    }
}

async fn handshake(auth: Data<VisitorAuth>, body: Result<Bytes, Error>) -> HttpResponse {
    response(match body {
        Ok(body) => crate::handshake(&auth, &body),
        Err(error) => {
            let status = error.as_response_error().status_code();
            crate::refused(status.as_u16(), error.to_string())
        }
    })
}

fn response(answer: Answer) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    for &header in answer.headers {
        response.insert_header(header);
    }
    response.body(answer.body)
}
