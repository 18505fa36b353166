//! The handlers: notifications change the state, requests read it.
//!
//! Everything that a handler does before its first `await` happens in the order of the messages
//! (see [`crate::ordered_service`]). So notifications do all their work before that, and anything
//! that waits for the client runs in a task of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use proactive_catalog::characters::on_lines;
use proactive_simulator::{CoverageReport, TestReport};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams,
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem,
    CompletionParams, CompletionResponse, ConfigurationItem, CreateFilesParams, DeleteFilesParams,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentFormattingParams,
    DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams,
    DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, DocumentSymbolParams,
    DocumentSymbolResponse, ExecuteCommandParams, FileSystemWatcher, FoldingRange,
    FoldingRangeParams, GlobPattern, GotoDefinitionParams, GotoDefinitionResponse, Hover,
    HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams,
    LSPAny, LinkedEditingRangeParams, LinkedEditingRanges, Location, MessageType,
    PrepareRenameResponse, ReferenceParams, Registration, RenameFilesParams, RenameParams,
    SelectionRange, SelectionRangeParams, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult,
    SemanticTokensResult, ServerInfo, SetTraceParams, SignatureHelp, SignatureHelpParams,
    TextDocumentPositionParams, TextEdit, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp_server::{LanguageServer, LspServiceBuilder};

use crate::client_capabilities::ClientFeatures;
use crate::config::{Options, SECTION};
use crate::dispatch::{Files, Stale, ask};
use crate::document::{Document, Text};
use crate::line_index::Encoding;
use crate::requests;
use crate::requests::ext::{
    compiled, coverage, messages, preview, run_tests, simulate, status, tests,
};
use crate::shared::Shared;
use crate::state::{Folder, ServerState};
use crate::{log, parent_process, publish, server_capabilities};

/// The language server.
pub(crate) struct Server {
    shared: Arc<Shared>,
}

impl Server {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    fn can(&self) -> &ClientFeatures {
        self.shared.can()
    }

    /// Applies the settings of a user. Invalid settings are reported, the others apply.
    fn set_options(shared: &Arc<Shared>, value: &serde_json::Value) {
        let (options, mistakes) = Options::read(value);
        log::set_level(shared.log.or(options.log).unwrap_or_default());
        let before = shared.state();
        if *before.options != options {
            shared.update(|state| state.set_options(options));
            // Without projects, nothing depends on the settings yet.
            if !before.projects.is_empty() {
                publish::refresh(shared, false, true);
            }
        }
        if !mistakes.is_empty() {
            shared.show(
                MessageType::WARNING,
                format!("Invalid settings for proactive: {}.", mistakes.join("; ")),
            );
        }
    }

    /// Requests the settings from the client.
    fn ask_for_options(shared: &Arc<Shared>) {
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some(SECTION.to_owned()),
            };
            if let Ok(mut values) = shared.client.configuration(vec![item]).await
                && let Some(value) = values.pop()
                // A client without settings sends `null`; then those from `initialize` stay.
                && !value.is_null()
            {
                Self::set_options(&shared, &value);
            }
        });
    }

    /// Registers for changes of files and settings.
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
                tracing::warn!("the client does not report changes: {error}");
            }
        });
    }

    fn folders(state: &ServerState, given: impl IntoIterator<Item = Uri>) -> Vec<Folder> {
        given
            .into_iter()
            .filter(|uri| uri.scheme().as_str().eq_ignore_ascii_case("file"))
            .filter_map(|uri| Some(uri.to_file_path()?.into_owned()))
            .map(|given: PathBuf| Folder {
                resolved: state.disk.resolve(&given),
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

/// The files that a request is answered for.
macro_rules! files {
    () => {
        Files::Sources
    };
    ($files:ident) => {
        Files::$files
    };
}

/// Defines handlers of requests about a file: the name and types, how to treat a stale answer,
/// where the parameters name the file, and the function that answers. `in All` includes manifests.
macro_rules! requests {
    ($(
        $name:ident($params:ty) -> $answer:ty =
            $stale:ident $(in $files:ident)?, $($at:ident).+, $by:path;
    )+) => {
        $(
            async fn $name(&self, params: $params) -> Result<$answer> {
                let uri = params.$($at).+.uri.clone();
                let files = files!($($files)?);
                let about = (stringify!($name), Stale::$stale, files);
                ask(&self.shared, about, &uri, params, $by).await
            }
        )+
    };
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let snippet_edits = self.shared.snippet_edits.load(Ordering::Relaxed);
        let can = ClientFeatures::new(&params.capabilities, snippet_edits);
        let general = params.capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let encoding = Encoding::negotiated(offered);
        let capabilities = server_capabilities::server_capabilities(&can, encoding);
        let _ = self.shared.can.set(can);
        self.shared.set_trace(params.trace.unwrap_or_default());
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
        self.shared.update(|state| {
            state.encoding = encoding;
            state.folders = Self::folders(state, folders);
        });
        let options = params.initialization_options.unwrap_or_default();
        Self::set_options(&self.shared, &options);
        if let Some(process) = params.process_id {
            tokio::spawn(parent_process::end_with(process, self.shared.ended.clone()));
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
        let (window, mut lines) = tokio::sync::mpsc::unbounded_channel();
        log::set_window(Some(window));
        let client = self.shared.client.clone();
        tokio::spawn(async move {
            while let Some((kind, words)) = lines.recv().await {
                client.log_message(kind, on_lines(&words)).await;
            }
        });
        self.shared.update(ServerState::reassign);
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
        self.shared.update(|state| {
            state.lost.remove(&opened.uri);
            if state.documents.contains_key(&opened.uri) {
                tracing::warn!("{} was opened, but is already open", opened.uri.as_str());
            }
            let (key, path) = state.place_of(&opened.uri);
            let again = path.clone().filter(|_| !self.can().watch_files);
            if let Some(path) = again {
                // Other files may have been added or removed since; this client does not report
                // that.
                state.reload_around(&path);
            }
            state.set(Document {
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
        self.shared.update(|state| {
            let changes = &params.content_changes;
            if state.lost.contains(&identifier.uri) {
                state.recover(&identifier.uri, identifier.version, changes);
                return;
            }
            let Some(document) = state.document(&identifier.uri) else {
                tracing::error!("edit of {}, which is not open", identifier.uri.as_str());
                return;
            };
            if identifier.version < document.version {
                // Edits are applied in the order in which they arrive.
                tracing::warn!(
                    "version {} of {} arrived after version {}",
                    identifier.version,
                    identifier.uri.as_str(),
                    document.version,
                );
            }
            let changed = document.changed(identifier.version, changes, state.encoding);
            state.set(changed);
        });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        if !self.can().watch_files {
            self.shared.update(|state| {
                if let Some(path) = state.path_of(&params.text_document.uri) {
                    state.reload_around(&path);
                }
            });
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let mut uri = params.text_document.uri;
        self.shared.update(|state| {
            state.lost.remove(&uri);
            if let Some(document) = state.document(&uri) {
                uri = document.uri.clone();
            }
            state.close(&uri);
        });
        requests::semantic_tokens::forget(&self.shared, &uri);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.shared.update(|state| {
            let mut sources = Vec::new();
            let mut arrangement = false;
            for event in params.changes {
                let Some(path) = state.path_of(&event.uri) else {
                    continue;
                };
                let is_source = path.extension().is_some_and(|it| it == "proactive");
                match is_source {
                    true => sources.push(path),
                    false => arrangement = true,
                }
            }
            match arrangement {
                true => state.reassign(),
                false => state.files_changed(&sources),
            }
        });
    }

    async fn did_create_files(&self, _: CreateFilesParams) {
        self.shared.update(ServerState::reassign);
    }

    async fn did_rename_files(&self, _: RenameFilesParams) {
        self.shared.update(ServerState::reassign);
    }

    async fn did_delete_files(&self, _: DeleteFilesParams) {
        self.shared.update(ServerState::reassign);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.shared.update(|state| {
            let uris = |folders: Vec<tower_lsp_server::ls_types::WorkspaceFolder>| {
                folders.into_iter().map(|folder| folder.uri)
            };
            let removed = Self::folders(state, uris(params.event.removed));
            // Compared by the client's spelling: the target of a link may be gone together with the
            // link.
            let is_removed = |folder: &Folder| removed.iter().any(|it| it.given == folder.given);
            state.folders.retain(|folder| !is_removed(folder));
            for added in Self::folders(state, uris(params.event.added)) {
                if !state.folders.contains(&added) {
                    state.folders.push(added);
                }
            }
            state.reassign();
        });
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.can().configuration {
            Self::ask_for_options(&self.shared);
        } else if let Some(value) = params.settings.get(SECTION) {
            Self::set_options(&self.shared, value);
        }
    }

    requests! {
        hover(HoverParams) -> Option<Hover> =
            Answer in All, text_document_position_params.text_document, requests::hover::answer;
        goto_definition(GotoDefinitionParams) -> Option<GotoDefinitionResponse> =
            Answer, text_document_position_params.text_document, requests::definition::answer;
        references(ReferenceParams) -> Option<Vec<Location>> =
            Answer, text_document_position.text_document, requests::references::answer;
        document_highlight(DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> =
            Decline, text_document_position_params.text_document,
            requests::document_highlight::answer;
        prepare_rename(TextDocumentPositionParams) -> Option<PrepareRenameResponse> =
            Decline, text_document, requests::rename::prepare;
        rename(RenameParams) -> Option<WorkspaceEdit> =
            Decline, text_document_position.text_document, requests::rename::answer;
        prepare_call_hierarchy(CallHierarchyPrepareParams) -> Option<Vec<CallHierarchyItem>> =
            Decline, text_document_position_params.text_document, requests::call_hierarchy::answer;
        incoming_calls(CallHierarchyIncomingCallsParams) -> Option<Vec<CallHierarchyIncomingCall>> =
            Decline, item, requests::call_hierarchy::callers;
        outgoing_calls(CallHierarchyOutgoingCallsParams) -> Option<Vec<CallHierarchyOutgoingCall>> =
            Decline, item, requests::call_hierarchy::called;
        document_symbol(DocumentSymbolParams) -> Option<DocumentSymbolResponse> =
            Decline, text_document, requests::document_symbol::answer;
        folding_range(FoldingRangeParams) -> Option<Vec<FoldingRange>> =
            Decline, text_document, requests::folding_range::answer;
        selection_range(SelectionRangeParams) -> Option<Vec<SelectionRange>> =
            Decline, text_document, requests::selection_range::answer;
        document_link(DocumentLinkParams) -> Option<Vec<DocumentLink>> =
            Decline, text_document, requests::document_link::answer;
        semantic_tokens_full(SemanticTokensParams) -> Option<SemanticTokensResult> =
            Decline, text_document, requests::semantic_tokens::full;
        semantic_tokens_full_delta(SemanticTokensDeltaParams)
            -> Option<SemanticTokensFullDeltaResult> =
            Decline, text_document, requests::semantic_tokens::delta;
        semantic_tokens_range(SemanticTokensRangeParams) -> Option<SemanticTokensRangeResult> =
            Decline, text_document, requests::semantic_tokens::range;
        inlay_hint(InlayHintParams) -> Option<Vec<InlayHint>> =
            Decline, text_document, requests::inlay_hint::answer;
        linked_editing_range(LinkedEditingRangeParams) -> Option<LinkedEditingRanges> =
            Decline, text_document_position_params.text_document,
            requests::linked_editing_range::answer;
        formatting(DocumentFormattingParams) -> Option<Vec<TextEdit>> =
            Decline, text_document, requests::formatting::whole;
        range_formatting(DocumentRangeFormattingParams) -> Option<Vec<TextEdit>> =
            Decline, text_document, requests::formatting::range;
        on_type_formatting(DocumentOnTypeFormattingParams) -> Option<Vec<TextEdit>> =
            Decline, text_document_position.text_document, requests::formatting::on_type;
        completion(CompletionParams) -> Option<CompletionResponse> =
            Answer in All, text_document_position.text_document, requests::completion::answer;
        signature_help(SignatureHelpParams) -> Option<SignatureHelp> =
            Answer, text_document_position_params.text_document, requests::signature_help::answer;
        code_action(CodeActionParams) -> Option<CodeActionResponse> =
            Decline in All, text_document, requests::code_action::answer;
        code_lens(CodeLensParams) -> Option<Vec<CodeLens>> =
            Decline, text_document, requests::code_lens::answer;
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let data = item.data.clone();
        let data =
            data.and_then(|it| serde_json::from_value::<requests::completion::Data>(it).ok());
        let Some(data) = data else {
            return Ok(item);
        };
        let about = ("completion_resolve", Stale::Answer, Files::All);
        let resolve = requests::completion::resolved;
        let answered = ask(&self.shared, about, &data.uri, item.clone(), resolve);
        Ok(answered.await?.unwrap_or(item))
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        requests::workspace_symbol::answer(&self.shared, params).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        requests::execute_command::answer(&self.shared, params).await
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri.clone();
        let about = ("diagnostic", Stale::Decline, Files::All);
        let answer = requests::diagnostic::answer;
        let answered = ask(&self.shared, about, &uri, params, answer).await?;
        Ok(answered.unwrap_or_else(requests::diagnostic::nothing))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        requests::workspace_diagnostic::answer(&self.shared, params).await
    }
}

/// The requests that are not part of the protocol.
impl Server {
    requests! {
        preview(preview::PreviewParams) -> Option<preview::Preview> =
            Answer, text_document, preview::preview;
        simulate(simulate::SimulateParams) -> Option<simulate::PlayedVisit<Location>> =
            Answer, text_document, simulate::simulate;
        tests(tests::TestsParams) -> Option<Vec<tests::Test>> =
            Decline, text_document, tests::tests;
        run_tests(run_tests::RunTestsParams) -> Option<Vec<TestReport<Location>>> =
            Answer, text_document, run_tests::run_tests;
        coverage(coverage::CoverageParams) -> Option<CoverageReport<Location>> =
            Answer, text_document, coverage::coverage;
        compiled(compiled::CompiledParams) -> Option<compiled::Compiled> =
            Answer, text_document, compiled::compiled;
    }

    async fn status(&self) -> Result<status::Status> {
        status::answer(&self.shared).await
    }

    async fn messages(&self) -> Result<Vec<messages::ProjectMessages>> {
        messages::answer(&self.shared).await
    }

    /// `$/setTrace`
    async fn set_trace(&self, params: SetTraceParams) {
        self.shared.set_trace(params.value);
    }

    /// Registers the requests that the protocol's trait does not contain.
    pub(crate) fn add_custom(builder: LspServiceBuilder<Self>) -> LspServiceBuilder<Self> {
        builder
            .custom_method("proactive/preview", Self::preview)
            .custom_method("proactive/simulate", Self::simulate)
            .custom_method("proactive/tests", Self::tests)
            .custom_method("proactive/runTests", Self::run_tests)
            .custom_method("proactive/coverage", Self::coverage)
            .custom_method("proactive/compiled", Self::compiled)
            .custom_method("proactive/status", Self::status)
            .custom_method("proactive/messages", Self::messages)
            .custom_method("$/setTrace", Self::set_trace)
    }
}
