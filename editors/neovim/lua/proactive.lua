-- The language server for Neovim 0.7 and later, and the tree-sitter grammar.

local M = {}

local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local manifest = vim.fn.findfile('proactive.toml', vim.fn.escape(folder, ' ') .. ';')
  return manifest ~= '' and vim.fn.fnamemodify(manifest, ':p:h') or folder
end

-- Neovim 0.7 to 0.10: a client for each workspace, attached to its buffers.
local clients = {}

local function attach(buffer, cmd)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  local config = { name = 'proactive', cmd = cmd, root_dir = root }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  local client = clients[root]
  if not (client and vim.lsp.get_client_by_id(client)) then
    client = vim.lsp.start_client(config)
    clients[root] = client
  end
  if client then
    vim.lsp.buf_attach_client(buffer, client)
  end
end

-- Starts the server for `.proactive` files and manifests. `options.cmd` replaces the command `proactive lsp`.
function M.setup(options)
  local cmd = options and options.cmd or { 'proactive', 'lsp' }
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config('proactive', { cmd = cmd })
    vim.lsp.enable('proactive')
    return
  end
  local group = vim.api.nvim_create_augroup('proactive_lsp', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = { 'proactive', 'toml' },
    callback = function(event)
      if event.match == 'toml' and vim.fn.fnamemodify(event.file, ':t') ~= 'proactive.toml' then
        return
      end
      if vim.fn.executable(cmd[1]) == 1 then
        attach(event.buf, cmd)
      else
        vim.notify_once(
          cmd[1] .. ' is not on PATH: texts are coloured, but not checked',
          vim.log.levels.WARN
        )
      end
    end,
  })
end

return M
