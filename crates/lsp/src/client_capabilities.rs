//! The client's capabilities that the server depends on.
//!
//! The protocol spreads these over nested optional objects; here each is one flag, and a capability
//! that the client does not mention is off.

use tower_lsp_server::ls_types::{
    ClientCapabilities, DiagnosticTag, MarkupKind, ResourceOperationKind,
};

/// The capabilities of a client.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClientFeatures {
    /// `textDocument/diagnostic`: the client pulls diagnostics.
    pub(crate) pull_diagnostics: bool,
    /// It also pulls the diagnostics of files that are not open.
    pub(crate) pull_workspace_diagnostics: bool,
    /// Diagnostic reports may include related documents.
    pub(crate) related_documents: bool,
    pub(crate) refresh_diagnostics: bool,
    pub(crate) refresh_inlay_hints: bool,
    pub(crate) refresh_code_lenses: bool,
    pub(crate) refresh_semantic_tokens: bool,
    pub(crate) related_information: bool,
    pub(crate) code_description: bool,
    pub(crate) unnecessary_tag: bool,
    /// Files can be watched by dynamic registration.
    pub(crate) watch_files: bool,
    /// `workspace/configuration`
    pub(crate) configuration: bool,
    /// `workspace/didChangeConfiguration` can be registered dynamically.
    pub(crate) register_configuration: bool,
    pub(crate) work_done_progress: bool,
    /// Completion items may contain snippets with tab stops.
    pub(crate) snippets: bool,
    pub(crate) completion_label_details: bool,
    pub(crate) completion_insert_replace: bool,
    pub(crate) completion_markdown: bool,
    pub(crate) completion_resolve_documentation: bool,
    pub(crate) hover_markdown: bool,
    pub(crate) signature_label_offsets: bool,
    pub(crate) definition_links: bool,
    pub(crate) hierarchical_symbols: bool,
    /// `CodeAction` literals; without them, the server answers with commands.
    pub(crate) code_action_literals: bool,
    pub(crate) code_action_preferred: bool,
    /// `documentChanges`: edits that carry document versions.
    pub(crate) document_changes: bool,
    /// `snippetEditSupport`: text edits may be snippets. It is read before the others, because
    /// `ls-types` does not have it.
    pub(crate) snippet_edits: bool,
    /// `resourceOperations`: edits may create files.
    pub(crate) create_files: bool,
    /// `workspace/applyEdit`
    pub(crate) apply_edit: bool,
    pub(crate) prepare_rename: bool,
    pub(crate) show_document: bool,
    pub(crate) folding_line_only: bool,
}

impl ClientFeatures {
    /// Reads the client's capabilities.
    #[allow(clippy::too_many_lines, reason = "a row for each question")]
    pub(crate) fn new(capabilities: &ClientCapabilities, snippet_edits: bool) -> Self {
        let workspace = capabilities.workspace.clone().unwrap_or_default();
        let text = capabilities.text_document.clone().unwrap_or_default();
        let window = capabilities.window.clone().unwrap_or_default();
        let published = text.publish_diagnostics.clone().unwrap_or_default();
        let pulled = text.diagnostic.clone().unwrap_or_default();
        let completion = text.completion.clone().unwrap_or_default();
        let item = completion.completion_item.unwrap_or_default();
        let action = text.code_action.clone().unwrap_or_default();
        let edit = workspace.workspace_edit.unwrap_or_default();
        let markdown = |formats: Option<&Vec<MarkupKind>>| {
            formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown))
        };
        Self {
            pull_diagnostics: text.diagnostic.is_some(),
            pull_workspace_diagnostics: text.diagnostic.is_some()
                && workspace.diagnostics.is_some(),
            related_documents: text
                .diagnostic
                .as_ref()
                .and_then(|it| it.related_document_support)
                .unwrap_or_default(),
            refresh_diagnostics: workspace
                .diagnostics
                .as_ref()
                .and_then(|it| it.refresh_support)
                .unwrap_or_default(),
            refresh_inlay_hints: workspace
                .inlay_hint
                .and_then(|it| it.refresh_support)
                .unwrap_or_default(),
            refresh_code_lenses: workspace
                .code_lens
                .and_then(|it| it.refresh_support)
                .unwrap_or_default(),
            refresh_semantic_tokens: workspace
                .semantic_tokens
                .and_then(|it| it.refresh_support)
                .unwrap_or_default(),
            apply_edit: workspace.apply_edit.unwrap_or_default(),
            related_information: published.related_information.unwrap_or_default()
                || pulled.related_information.unwrap_or_default(),
            code_description: published.code_description_support.unwrap_or_default()
                || pulled.code_description_support.unwrap_or_default(),
            unnecessary_tag: published
                .tag_support
                .is_some_and(|tags| tags.value_set.contains(&DiagnosticTag::UNNECESSARY))
                || pulled.tag_support.is_some(),
            watch_files: workspace
                .did_change_watched_files
                .and_then(|it| it.dynamic_registration)
                .unwrap_or_default(),
            configuration: workspace.configuration.unwrap_or_default(),
            register_configuration: workspace
                .did_change_configuration
                .and_then(|it| it.dynamic_registration)
                .unwrap_or_default(),
            work_done_progress: window.work_done_progress.unwrap_or_default(),
            snippets: item.snippet_support.unwrap_or_default(),
            completion_label_details: item.label_details_support.unwrap_or_default(),
            completion_insert_replace: item.insert_replace_support.unwrap_or_default(),
            completion_markdown: markdown(item.documentation_format.as_ref()),
            completion_resolve_documentation: item
                .resolve_support
                .is_some_and(|it| it.properties.iter().any(|name| name == "documentation")),
            hover_markdown: markdown(text.hover.and_then(|it| it.content_format).as_ref()),
            signature_label_offsets: text
                .signature_help
                .and_then(|it| it.signature_information)
                .and_then(|it| it.parameter_information)
                .and_then(|it| it.label_offset_support)
                .unwrap_or_default(),
            definition_links: text
                .definition
                .and_then(|it| it.link_support)
                .unwrap_or_default(),
            hierarchical_symbols: text
                .document_symbol
                .and_then(|it| it.hierarchical_document_symbol_support)
                .unwrap_or_default(),
            code_action_literals: action.code_action_literal_support.is_some(),
            code_action_preferred: action.is_preferred_support.unwrap_or_default(),
            document_changes: edit.document_changes.unwrap_or_default(),
            snippet_edits: snippet_edits && edit.document_changes.unwrap_or_default(),
            create_files: edit.document_changes.unwrap_or_default()
                && edit
                    .resource_operations
                    .is_some_and(|kinds| kinds.contains(&ResourceOperationKind::Create)),
            prepare_rename: text
                .rename
                .and_then(|it| it.prepare_support)
                .unwrap_or_default(),
            show_document: window.show_document.is_some_and(|it| it.support),
            folding_line_only: text
                .folding_range
                .and_then(|it| it.line_folding_only)
                .unwrap_or_default(),
        }
    }
}
