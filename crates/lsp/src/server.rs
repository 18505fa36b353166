//! The handlers: notifications change the world, requests are asked of it.
//!
//! What a handler does before its first `await` happens in the order of the messages (see
//! [`crate::service`]), so all notifications here do their work at once, and what has to wait for
//! the client is a task of its own.

use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp_server::LanguageServer;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    ConfigurationItem, DidChangeConfigurationParams, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidChangeWatchedFilesRegistrationOptions,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    FileSystemWatcher, GlobPattern, GotoDefinitionParams, GotoDefinitionResponse, InitializeParams,
    InitializeResult, InitializedParams, MessageType, Registration, ServerInfo, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
};

use crate::ask::{Stale, ask};
use crate::can::Can;
use crate::document::{Document, Text};
use crate::line_index::Encoding;
use crate::options::{Options, SECTION};
use crate::requests;
use crate::shared::Shared;
use crate::world::{Folder, World};
use crate::{log, parent, promises};

/// The language server.
pub(crate) struct Server {
    shared: Arc<Shared>,
}

impl Server {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    fn can(&self) -> &Can {
        self.shared.can()
    }

    /// Takes over what a user has set.
    fn set_options(shared: &Arc<Shared>, value: serde_json::Value) {
        let options = Options::read(value).and_then(|options| Ok((options.level()?, options)));
        match options {
            Ok((level, options)) => {
                log::set_level(shared.log.or(level).unwrap_or_default());
                shared.update(|world| world.set_options(options));
            }
            Err(reason) => {
                let shared = Arc::clone(shared);
                tokio::spawn(async move {
                    let words = format!("the settings of proactive cannot be read: {reason}");
                    shared
                        .client
                        .show_message(MessageType::WARNING, words)
                        .await;
                });
            }
        }
    }

    /// Asks the client for what the user has set.
    fn ask_for_options(shared: &Arc<Shared>) {
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some(SECTION.to_owned()),
            };
            if let Ok(mut values) = shared.client.configuration(vec![item]).await
                && let Some(value) = values.pop()
            {
                Self::set_options(&shared, value);
            }
        });
    }

    /// Asks the client to be told of files and settings that change.
    fn register(shared: &Arc<Shared>) {
        let can = shared.can();
        let mut wanted = Vec::new();
        if can.watch_files {
            let watch = |pattern: &str| FileSystemWatcher {
                glob_pattern: GlobPattern::String(pattern.to_owned()),
                kind: None,
            };
            let options = DidChangeWatchedFilesRegistrationOptions {
                watchers: ["**/*.proactive", "**/proactive.toml", "**/.gitignore"]
                    .map(watch)
                    .to_vec(),
            };
            wanted.push(registration("workspace/didChangeWatchedFiles", &options));
        }
        if can.register_configuration {
            let options = serde_json::json!({ "section": SECTION });
            wanted.push(registration("workspace/didChangeConfiguration", &options));
        }
        if wanted.is_empty() {
            return;
        }
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            if let Err(error) = shared.client.register_capability(wanted).await {
                tracing::warn!("the client does not tell of changes: {error}");
            }
        });
    }

    fn folders(world: &World, given: impl IntoIterator<Item = Uri>) -> Vec<Folder> {
        given
            .into_iter()
            .filter(|uri| uri.scheme().as_str().eq_ignore_ascii_case("file"))
            .filter_map(|uri| Some(uri.to_file_path()?.into_owned()))
            .map(|given: PathBuf| Folder {
                resolved: world.disk.resolve(&given),
                given,
            })
            .collect()
    }
}

fn registration(method: &str, options: &impl serde::Serialize) -> Registration {
    Registration {
        id: format!("proactive/{method}"),
        method: method.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let can = Can::new(&params.capabilities);
        let general = params.capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let encoding = Encoding::negotiated(offered);
        let capabilities = promises::promises(&can, encoding);
        let _ = self.shared.can.set(can);
        #[allow(deprecated, reason = "clients that know no folders say it so")]
        let root = params.root_uri.or_else(|| {
            let path = params.root_path?;
            Uri::from_file_path(path)
        });
        let folders = params
            .workspace_folders
            .filter(|folders| !folders.is_empty())
            .map(|folders| folders.into_iter().map(|folder| folder.uri).collect())
            .unwrap_or_else(|| root.into_iter().collect::<Vec<_>>());
        self.shared.update(|world| {
            world.encoding = encoding;
            world.folders = Self::folders(world, folders);
        });
        Self::set_options(
            &self.shared,
            params.initialization_options.unwrap_or_default(),
        );
        if let Some(process) = params.process_id {
            tokio::spawn(parent::end_with(process, self.shared.ended.clone()));
        }
        Ok(InitializeResult {
            capabilities,
            server_info: Some(ServerInfo {
                name: "proactive".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.shared.update(World::reassign);
        self.shared.set_ready();
        Self::register(&self.shared);
        if self.can().configuration {
            Self::ask_for_options(&self.shared);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let opened = params.text_document;
        self.shared.update(|world| {
            let (key, path) = world.place_of(&opened.uri);
            let again = path.clone().filter(|_| !self.can().watch_files);
            if let Some(path) = again {
                // Other files may have come or gone since; nobody has told.
                world.look_around(&path);
            }
            world.set(Document {
                uri: opened.uri,
                path,
                version: opened.version,
                text: Arc::new(Text::new(opened.text.into())),
                key,
            });
        });
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let identifier = params.text_document;
        self.shared.update(|world| {
            let Some(document) = world.documents.get(&identifier.uri) else {
                tracing::error!("an edit of {}, which is not open", identifier.uri.as_str());
                return;
            };
            let changed =
                document.changed(identifier.version, &params.content_changes, world.encoding);
            world.set(changed);
        });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        if !self.can().watch_files {
            self.shared.update(|world| {
                if let Some(path) = world.path_of(&params.text_document.uri) {
                    world.look_around(&path);
                }
            });
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.shared
            .update(|world| world.close(&params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.shared.update(|world| {
            let mut sources = Vec::new();
            let mut arrangement = false;
            for event in params.changes {
                let Some(path) = world.path_of(&event.uri) else {
                    continue;
                };
                let is_source = path.extension().is_some_and(|it| it == "proactive");
                match is_source {
                    true => sources.push(path),
                    false => arrangement = true,
                }
            }
            match arrangement {
                true => world.reassign(),
                false => world.look_again(&sources),
            }
        });
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.shared.update(|world| {
            let uris = |folders: Vec<tower_lsp_server::ls_types::WorkspaceFolder>| {
                folders.into_iter().map(|folder| folder.uri)
            };
            let removed = Self::folders(world, uris(params.event.removed));
            world.folders.retain(|folder| !removed.contains(folder));
            let added = Self::folders(world, uris(params.event.added));
            world.folders.extend(added);
            world.reassign();
        });
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.can().configuration {
            Self::ask_for_options(&self.shared);
        } else if let Some(value) = params.settings.get(SECTION) {
            Self::set_options(&self.shared, value.clone());
        }
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri.clone();
        let about = ("textDocument/diagnostic", Stale::Decline);
        let answered = ask(
            &self.shared,
            about,
            &uri,
            params,
            requests::diagnostic::answer,
        );
        Ok(answered
            .await?
            .unwrap_or_else(requests::diagnostic::nothing))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        requests::workspace_diagnostic::answer(&self.shared, params).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let uri = params
            .text_document_position_params
            .text_document
            .uri
            .clone();
        let about = ("textDocument/definition", Stale::Answer);
        ask(
            &self.shared,
            about,
            &uri,
            params,
            requests::definition::answer,
        )
        .await
    }
}
