" Tests the language server in Vim with ALE and the configuration from the README.

let s:wrong = []

function! s:Holds(condition, words) abort
  if !a:condition
    call add(s:wrong, a:words)
  endif
endfunction

" Waits until the function holds, for at most ten seconds.
function! s:Wait(Condition) abort
  for l:try in range(200)
    if a:Condition()
      return
    endif
    sleep 50m
  endfor
endfunction

function! s:Findings() abort
  return sort(map(copy(ale#engine#GetLoclist(bufnr(''))), 'v:val.lnum . " " . get(v:val, "code", "")'))
endfunction

function! s:ExpectFindings(expected, words) abort
  call s:Wait({-> s:Findings() ==# sort(copy(a:expected))})
  call s:Holds(s:Findings() ==# sort(copy(a:expected)),
    \ a:words . ': ' . string(s:Findings()) . ', not ' . string(a:expected))
endfunction

" In insert mode: requests completion and stores the offered words in s:offered.
function! s:Complete() abort
  call call(&omnifunc, [1, ''])
  call s:Wait({-> ale#completion#GetCompletionResult() isnot v:null})
  let l:result = ale#completion#GetCompletionResult()
  let s:offered = map(copy(l:result is v:null ? [] : l:result), 'v:val.word')
  return ''
endfunction

" The input for ALE's prompt on the command line.
function! s:AnswerWith(name) abort
  execute "function! ale#util#Input(message, value, ...) abort\nreturn " . string(a:name) . "\nendfunction"
endfunction

function! s:Text(name) abort
  return join(getbufline(bufnr(a:name), 1, '$'), "\n")
endfunction

function! s:Main() abort
  if exists(':ALERename') != 2
    throw 'ALE is missing: install it, on Debian with `apt-get install vim-ale`'
  endif
  set hidden
  execute 'edit' fnameescape($BROKEN . '/messages.proactive')
  let l:expected = readfile($FINDINGS)
  call s:ExpectFindings(l:expected, 'found in the broken example')

  " Completion offers the frequencies, and inserting the right one clears the diagnostic.
  call search('frequency Once_per_visit')
  call setline('.', '  frequency ')
  let s:offered = []
  execute "normal! A\<C-r>=\<SID>Complete()\<CR>"
  call s:Holds(index(s:offered, 'once_per_visit') >= 0 && index(s:offered, 'once_per_customer') >= 0,
    \ 'completion offers ' . string(s:offered))
  call setline('.', '  frequency once_per_visit')
  call ale#Queue(0)
  let l:fixed = filter(copy(l:expected), 'v:val !=# "8 unknown-value"')
  call s:Holds(len(l:fixed) == len(l:expected) - 1, 'the example has no wrong frequency any more')
  call s:ExpectFindings(l:fixed, 'found in the example after a repair')

  " Rename changes the references and the declaration, which is in a file that is not open.
  call s:AnswerWith('sencha')
  call cursor(5, 1)
  call search('oolong')
  ALERename
  call s:Wait({-> s:Text('messages.proactive') =~# 'reply bot sencha'
    \ && s:Text('account.proactive') =~# 'bot sencha "Oolong"'})
  call s:Holds(s:Text('messages.proactive') !~# 'bot oolong', 'a use keeps its old name')
  call s:Holds(s:Text('account.proactive') =~# 'bot sencha "Oolong"', 'the declaration keeps its name')

  ALEStopAllLSPs
endfunction

try
  call s:Main()
catch
  call add(s:wrong, v:exception . ' at ' . v:throwpoint)
endtry
call writefile(empty(s:wrong) ? ['all fine'] : s:wrong, $REPORT)
qall!
