" Indentation of the .proactive language: a level for each open bracket, and one for a continued
" condition.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=GetProactiveIndent(v:lnum) indentkeys=0{,0},0],0),0=and,0=or,!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*GetProactiveIndent')
  finish
endif

" The line without its strings and comment; empty inside a multi-line text.
function! s:Code(lnum) abort
  if s:InText(a:lnum)
    return substitute(getline(a:lnum), '.*"""', '', '')
  endif
  let l:line = substitute(getline(a:lnum), '"""\%(.*"""\)\?', '', 'g')
  let l:line = substitute(l:line, '"\%([^"\\]\|\\.\)*"\?', '""', 'g')
  return substitute(l:line, '#.*$', '', '')
endfunction

" Whether the line begins inside a multi-line text.
function! s:InText(lnum) abort
  return synIDattr(synID(a:lnum, 1, 1), 'name') ==# 'proactiveTextBlock'
endfunction

" The nearest line above that is not only a comment.
function! s:Above(lnum) abort
  let l:above = prevnonblank(a:lnum - 1)
  while l:above > 0 && s:Code(l:above) =~# '^\s*$'
    let l:above = prevnonblank(l:above - 1)
  endwhile
  return l:above
endfunction

" The line with the innermost bracket that is still open above the line, or 0.
function! s:Opener(lnum) abort
  let l:depth = 0
  let l:line = a:lnum
  while l:line > 1
    let l:line -= 1
    for l:bracket in reverse(split(substitute(s:Code(l:line), '[^][(){}]', '', 'g'), '\zs'))
      let l:depth += l:bracket =~# '[{([]' ? 1 : -1
      if l:depth > 0
        return l:line
      endif
    endfor
    if getline(l:line) =~# '^\%(account\|brand\|channel\|bot\|schedule\|segment\|message\|test\)\>'
      break
    endif
  endwhile
  return 0
endfunction

" Whether the line continues a condition; a comment does if the line after it does.
function! s:GoesOn(lnum) abort
  let l:line = a:lnum
  while l:line < line('$') && getline(l:line) =~# '^\s*#'
    let l:line = nextnonblank(l:line + 1)
  endwhile
  return s:Code(l:line) =~# '^\s*\%(and\|or\)\>'
    \ || s:Code(s:Above(a:lnum)) =~# '\%(^\|\s\)\%(when\|and\|or\|not\)\s*$'
endfunction

function! GetProactiveIndent(lnum) abort
  " The spaces of a multi-line text belong to its author.
  if s:InText(a:lnum)
    return -1
  endif
  let l:opener = s:Opener(a:lnum)
  if getline(a:lnum) =~# '^\s*[}\])]'
    return indent(l:opener)
  endif
  let l:base = l:opener > 0 ? indent(l:opener) + shiftwidth() : 0
  return l:base + (s:GoesOn(a:lnum) ? shiftwidth() : 0)
endfunction
