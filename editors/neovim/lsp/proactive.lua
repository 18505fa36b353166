-- Neovim 0.11 and later: `vim.lsp.enable('proactive')` uses this configuration.
return {
  cmd = { 'proactive', 'lsp' },
  -- Of TOML files, only manifests: without a call of `start`, the server does not see the file.
  filetypes = { 'proactive', 'toml' },
  root_dir = function(buffer, start)
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
    if vim.bo[buffer].filetype == 'proactive' or name == 'proactive.toml' then
      start(vim.fs.root(buffer, { 'proactive.toml', '.git' }))
    end
  end,
}
