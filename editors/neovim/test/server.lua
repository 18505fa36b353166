-- Tests the language server in Neovim with the configuration from the README.

local wrong = {}

local function holds(condition, words)
  if not condition then
    table.insert(wrong, words)
  end
  return condition
end

-- The exit status of the server, which the client does not report.
local ended
local spawn = vim.loop.spawn
vim.loop.spawn = function(program, options, on_exit)
  return spawn(program, options, function(code, signal)
    if program:match('proactive$') then
      ended = { code = code, signal = signal }
    end
    on_exit(code, signal)
  end)
end

local function findings()
  local lines = {}
  for _, it in ipairs(vim.diagnostic.get(0)) do
    local code = it.code or vim.tbl_get(it, 'user_data', 'lsp', 'code')
    table.insert(lines, (it.lnum + 1) .. ' ' .. tostring(code))
  end
  table.sort(lines)
  return lines
end

local function expect_findings(expected, words)
  table.sort(expected)
  vim.wait(10000, function()
    return vim.deep_equal(findings(), expected)
  end, 50)
  holds(
    vim.deep_equal(findings(), expected),
    words .. ': ' .. vim.inspect(findings()) .. ', not ' .. vim.inspect(expected)
  )
end

local function here()
  local client = vim.lsp.get_active_clients()[1]
  return vim.lsp.util.make_position_params(0, client and client.offset_encoding)
end

local function ask(method)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, here(), 10000) or {}) do
    if answer.result then
      return answer.result
    end
  end
  return nil
end

local function text_of(name)
  return table.concat(vim.api.nvim_buf_get_lines(vim.fn.bufnr(name), 0, -1, false), '\n')
end

vim.cmd('edit ' .. vim.env.BROKEN .. '/messages.proactive')
local expected = vim.fn.readfile(vim.env.FINDINGS)
expect_findings(vim.deepcopy(expected), 'found in the broken example')

-- Completion offers the frequencies, and inserting the right one clears the diagnostic.
vim.fn.search('frequency Once_per_visit')
vim.api.nvim_set_current_line('  frequency ')
vim.cmd('startinsert!')
vim.api.nvim_win_set_cursor(0, { vim.fn.line('.'), #vim.api.nvim_get_current_line() })
local list = ask('textDocument/completion') or {}
local labels = {}
for _, item in ipairs(list.items or list) do
  table.insert(labels, item.label)
end
holds(
  vim.tbl_contains(labels, 'once_per_visit') and vim.tbl_contains(labels, 'once_per_customer'),
  'completion offers ' .. vim.inspect(labels)
)
vim.api.nvim_set_current_line('  frequency once_per_visit')
local fixed = vim.tbl_filter(function(line)
  return line ~= '8 unknown-value'
end, expected)
holds(#fixed == #expected - 1, 'the example has no wrong frequency any more')
expect_findings(fixed, 'found in the example after a repair')

-- Hover.
vim.fn.cursor(5, 1)
vim.fn.search('oolong')
local hover = ask('textDocument/hover')
local shown = hover and vim.inspect(hover.contents) or 'nothing'
holds(shown:find('Oolong', 1, true), 'hover shows ' .. shown)

-- Rename changes the references and the declaration, which is in a file that is not open.
vim.lsp.buf.rename('sencha')
vim.wait(10000, function()
  return vim.fn.bufnr('account.proactive') > 0 and text_of('messages.proactive'):find('reply bot sencha', 1, true)
end, 50)
holds(not text_of('messages.proactive'):find('bot oolong', 1, true), 'a use keeps its old name')
if holds(vim.fn.bufnr('account.proactive') > 0, 'renaming does not reach the declaration') then
  holds(text_of('account.proactive'):find('bot sencha "Oolong"', 1, true), 'the declaration keeps its name')
end

-- A manifest is checked, other TOML files are not.
vim.cmd('edit ' .. vim.env.BROKEN .. '/proactive.toml')
expect_findings({}, 'found in the manifest')
vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'nmae = "Tea"' })
expect_findings({ '1 manifest-error' }, 'found in a manifest with a mistake')
vim.fn.writefile({ 'nmae = "Tea"' }, vim.env.BROKEN .. '/other.toml')
vim.cmd('edit ' .. vim.env.BROKEN .. '/other.toml')
holds(next(vim.lsp.buf_get_clients(0)) == nil, 'the server sees another TOML file')

-- Shut down.
local clients = vim.lsp.get_active_clients()
holds(#clients == 1, 'there are ' .. #clients .. ' clients')
vim.lsp.stop_client(clients)
vim.wait(10000, function()
  return ended ~= nil
end, 50)
holds(ended and ended.code == 0 and ended.signal == 0, 'the server ended with ' .. vim.inspect(ended))

if #wrong > 0 then
  io.stderr:write(table.concat(wrong, '\n') .. '\n')
  vim.cmd('cquit!')
end
vim.cmd('qall!')
