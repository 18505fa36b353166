-- Neovim 0.11 and newer: `vim.lsp.enable('proactive')` starts the language server with this.
return {
  cmd = { 'proactive', 'lsp' },
  filetypes = { 'proactive' },
  root_markers = { 'proactive.toml', '.git' },
}
