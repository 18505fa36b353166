-- Tests the highlighting of the examples, and the message when the server is missing.

local wrong = {}
local examples = vim.fn.fnamemodify(vim.env.HERE, ':h:h:h') .. '/examples'

local function expect(pattern, group)
  vim.fn.cursor(1, 1)
  if vim.fn.search(pattern, 'cW') == 0 then
    table.insert(wrong, 'there is no ' .. pattern)
    return
  end
  local found = vim.fn.synIDattr(vim.fn.synID(vim.fn.line('.'), vim.fn.col('.'), 1), 'name')
  if found ~= group then
    table.insert(wrong, pattern .. ' is ' .. found .. ', not ' .. group)
  end
end

local messages = {}
vim.notify_once = function(words)
  table.insert(messages, words)
end
require('proactive').setup({ cmd = { 'a-program-that-is-not-there', 'lsp' } })

vim.cmd('edit ' .. examples .. '/outdoor-shop/cart.proactive')
if vim.bo.filetype ~= 'proactive' then
  table.insert(wrong, 'the file type is ' .. vim.bo.filetype)
end
if vim.bo.commentstring ~= '# %s' then
  table.insert(wrong, 'comments are written ' .. vim.bo.commentstring)
end
expect('^segment', 'proactiveDeclaration')
expect('belgian_cart when', 'proactiveSegment')
expect('visitor', 'proactiveObject')
expect('contains', 'proactiveOperator')
expect('free_shipping "', 'proactiveMessage')
expect('agent', 'proactiveClause')
expect('0m30s', 'proactiveNumber')
expect('Looking for', 'proactiveTextBlock')

if vim.fn.has('nvim-0.11') == 0 and #messages ~= 1 then
  table.insert(wrong, 'a missing server is reported ' .. #messages .. ' times')
end
if vim.fn.has('nvim-0.11') == 1 and not vim.lsp.config.proactive.root_dir then
  table.insert(wrong, 'lsp/proactive.lua is not read')
end

if #wrong > 0 then
  io.stderr:write(table.concat(wrong, '\n') .. '\n')
  vim.cmd('cquit!')
end
vim.cmd('qall!')
