-- Neovim 0.11 and later: `vim.lsp.enable('proactive')` uses this configuration.
return {
  cmd = { 'proactive', 'lsp' },
  filetypes = { 'proactive' },
  root_markers = { 'proactive.toml', '.git' },
}
