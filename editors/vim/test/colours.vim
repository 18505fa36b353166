" Tests the highlighting of the examples, and the indentation of an example without any.

let s:wrong = []

function! s:Expect(pattern, group) abort
  call cursor(1, 1)
  if search(a:pattern, 'cW') == 0
    call add(s:wrong, 'there is no ' . a:pattern)
    return
  endif
  let l:group = synIDattr(synID(line('.'), col('.'), 1), 'name')
  if l:group !=# a:group
    call add(s:wrong, expand('%:t') . ':' . line('.') . ': ' . a:pattern . ' is ' . l:group . ', not ' . a:group)
  endif
endfunction

function! s:Main() abort
  let l:examples = fnamemodify($HERE, ':h:h:h') . '/examples'

  execute 'edit' l:examples . '/outdoor-shop/cart.proactive'
  if &filetype !=# 'proactive'
    call add(s:wrong, 'the file type is ' . &filetype)
  endif
  call s:Expect('^# cart', 'proactiveComment')
  call s:Expect('^segment', 'proactiveDeclaration')
  call s:Expect('belgian_cart when', 'proactiveSegment')
  call s:Expect('visitor\.url', 'proactiveObject')
  call s:Expect('\.url', 'proactiveField')
  call s:Expect('contains', 'proactiveOperator')
  call s:Expect('/panier', 'proactiveText')
  call s:Expect('fr or', 'proactiveLanguage')
  call s:Expect('^message', 'proactiveDeclaration')
  call s:Expect('free_shipping "', 'proactiveMessage')
  call s:Expect('acme_web', 'proactiveName')
  call s:Expect('reply', 'proactiveStatement')
  call s:Expect('agent', 'proactiveClause')
  call s:Expect('name, email', 'proactiveValue')
  call s:Expect('0m30s', 'proactiveNumber')
  call s:Expect('page_view', 'proactiveValue')
  call s:Expect('cart, free', 'proactiveTag')
  call s:Expect('business_hours support', 'proactiveHours')
  call s:Expect('support_fr', 'proactiveName')
  call s:Expect('Looking for', 'proactiveTextBlock')
  call s:Expect('order_status', 'proactiveAnswer')

  execute 'edit' l:examples . '/broken/messages.proactive'
  call s:Expect('Did you know', 'proactiveText')
  call s:Expect('open_list', 'proactiveMessage')

  for l:file in glob(l:examples . '/*/*.proactive', 0, 1)
    if l:file =~# '/broken/'
      continue
    endif
    execute 'edit!' fnameescape(l:file)
    let l:before = getline(1, '$')
    " Spaces inside texts belong to the author: files with such texts are skipped.
    if join(l:before, "\n") =~# '"""'
      continue
    endif
    silent %left
    silent normal! gg=G
    for l:number in range(1, line('$'))
      if getline(l:number) !=# l:before[l:number - 1]
        call add(s:wrong, l:file . ':' . l:number . ': indented to “' . getline(l:number) . '”, not “' . l:before[l:number - 1] . '”')
        break
      endif
    endfor
  endfor
endfunction

try
  call s:Main()
catch
  call add(s:wrong, v:exception . ' at ' . v:throwpoint)
endtry
call writefile(empty(s:wrong) ? ['all fine'] : s:wrong, $REPORT)
qall!
