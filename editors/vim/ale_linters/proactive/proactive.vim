" The language server for ALE: diagnostics, completion, hover, definitions, renaming.

call ale#Set('proactive_executable', 'proactive')

function! ale_linters#proactive#proactive#ProjectRoot(buffer) abort
  let l:manifest = ale#path#FindNearestFile(a:buffer, 'proactive.toml')
  return empty(l:manifest) ? expand('#' . a:buffer . ':p:h') : fnamemodify(l:manifest, ':p:h')
endfunction

call ale#linter#Define('proactive', {
\   'name': 'proactive',
\   'lsp': 'stdio',
\   'executable': {buffer -> ale#Var(buffer, 'proactive_executable')},
\   'command': '%e lsp',
\   'language': 'proactive',
\   'project_root': function('ale_linters#proactive#proactive#ProjectRoot'),
\})
