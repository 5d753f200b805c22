//! The shop's database in `SQLite`: customers, their orders, and who is logged in.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, Row};

use crate::sample_data::{COMPANIES, ORDERS, USERS};
use crate::users::{Company, Order, User};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS companies (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS users (
        id INTEGER PRIMARY KEY,
        login TEXT NOT NULL UNIQUE,
        display_name TEXT NOT NULL,
        email TEXT,
        company_id INTEGER REFERENCES companies,
        password_hash TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS orders (
        number INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users,
        what TEXT NOT NULL,
        state TEXT NOT NULL,
        total TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS sessions (
        id TEXT PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users,
        tag TEXT NOT NULL,
        expires_at INTEGER NOT NULL
    ) STRICT;
";

/// One connection, which requests take in turns. A real app has a pool.
#[derive(Clone)]
pub(crate) struct Database(Arc<Mutex<Connection>>);

/// A query failed. It says why, and holds no value of a row.
#[derive(Debug)]
pub(crate) struct DatabaseError(String);

impl std::fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DatabaseError {}

impl Database {
    /// Opens the file, or a database in memory that ends with the app, and fills it with the sample data.
    pub(crate) fn open(path: Option<&Path>) -> rusqlite::Result<Self> {
        let mut connection = match path {
            Some(path) => Connection::open(path)?,
            None => Connection::open_in_memory()?,
        };
        let transaction = connection.transaction()?;
        transaction.execute_batch(SCHEMA)?;
        for company in COMPANIES {
            transaction.execute("INSERT OR IGNORE INTO companies VALUES (?, ?)", company)?;
        }
        for user in USERS {
            transaction.execute("INSERT OR IGNORE INTO users VALUES (?, ?, ?, ?, ?, ?)", user)?;
        }
        for order in ORDERS {
            transaction.execute("INSERT OR IGNORE INTO orders VALUES (?, ?, ?, ?, ?)", order)?;
        }
        transaction.commit()?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// Runs a query on a thread that may block.
    async fn run<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        let Self(connection) = self.clone();
        let run = move || query(&connection.lock().unwrap_or_else(PoisonError::into_inner));
        let result = tokio::task::spawn_blocking(run).await;
        let result = result.map_err(|error| DatabaseError(error.to_string()))?;
        result.map_err(|error| DatabaseError(error.to_string()))
    }

    /// The user of a session that has not expired.
    pub(crate) async fn user(&self, session_id: String) -> Result<Option<User>, DatabaseError> {
        self.run(move |connection| {
            let mut query = connection.prepare_cached(
                "SELECT users.id, display_name, email, companies.id, companies.name, tag, password_hash
                 FROM sessions JOIN users ON users.id = user_id LEFT JOIN companies ON companies.id = company_id
                 WHERE sessions.id = ? AND expires_at > unixepoch()",
            )?;
            query.query_one([session_id], user_of_row).optional()
        })
        .await
    }

    /// Opens a session for the user who logs in. Returns whether there is such a user.
    pub(crate) async fn log_in(
        &self,
        login: String,
        session_id: String,
        tag: String,
        seconds: u32,
    ) -> Result<bool, DatabaseError> {
        self.run(move |connection| {
            let inserted = connection.execute(
                "INSERT INTO sessions SELECT ?, id, ?, unixepoch() + ? FROM users WHERE login = ?",
                (session_id, tag, seconds, login),
            )?;
            Ok(inserted == 1)
        })
        .await
    }

    pub(crate) async fn log_out(&self, session_id: String) -> Result<(), DatabaseError> {
        self.run(move |connection| {
            connection
                .execute(
                    "DELETE FROM sessions WHERE id = ? OR expires_at <= unixepoch()",
                    [session_id],
                )
                .map(|_| ())
        })
        .await
    }

    pub(crate) async fn orders(&self, user_id: i64) -> Result<Vec<Order>, DatabaseError> {
        self.run(move |connection| {
            let mut query = connection.prepare_cached(
                "SELECT number, what, state, total FROM orders WHERE user_id = ? ORDER BY number DESC",
            )?;
            query.query_map([user_id], order_of_row)?.collect()
        })
        .await
    }
}

fn user_of_row(row: &Row<'_>) -> rusqlite::Result<User> {
    let company_id: Option<i64> = row.get(3)?;
    let company = company_id.map(|id| Ok::<_, rusqlite::Error>(Company { id, name: row.get(4)? }));
    Ok(User {
        id: row.get(0)?,
        display_name: row.get(1)?,
        email: row.get(2)?,
        company: company.transpose()?,
        session_tag: row.get(5)?,
        password_hash: row.get(6)?,
    })
}

fn order_of_row(row: &Row<'_>) -> rusqlite::Result<Order> {
    Ok(Order { number: row.get(0)?, what: row.get(1)?, state: row.get(2)?, total: row.get(3)? })
}
