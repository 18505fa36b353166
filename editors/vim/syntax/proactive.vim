" Highlighting of the .proactive language, for Vim and for Neovim without tree-sitter.

if exists('b:current_syntax')
  finish
endif

syntax iskeyword @,48-57,_,-
syntax case match

" ---- words, unless their context says more

syntax keyword proactiveStatement conversation_control external_id type website business_hours channels
syntax keyword proactiveStatement status timezone open closed text reply when after on
syntax keyword proactiveStatement frequency ask time visit wait dismiss
syntax keyword proactiveStatement end_conversation leave clear_data
" A dot after one of these makes it a field.
syntax match proactiveStatement /\<\%(visitor\|device\)\>\.\@!/
syntax keyword proactiveClause agent to for title
syntax keyword proactiveOperator and or not is does any of
" These two are also arguments of the :syntax command.
syntax match proactiveOperator /\<\%(contains\|contain\)\>/
syntax keyword proactiveValue always anytime outside_business_hours
syntax keyword proactiveValue web_widget release keep published paused draft page_view page_load
syntax keyword proactiveValue once_per_customer once_per_visit every_time name email nothing
syntax keyword proactiveValue new returning mon tue wed thu fri sat sun
syntax match proactiveValue /\<\%(mon\|tue\|wed\|thu\|fri\|sat\|sun\)-\%(mon\|tue\|wed\|thu\|fri\|sat\|sun\)\>/

" ---- names after the keywords that introduce them

syntax keyword proactiveDeclaration account
syntax keyword proactiveDeclaration message nextgroup=proactiveMessage skipwhite
syntax keyword proactiveDeclaration segment nextgroup=proactiveSegment skipwhite
syntax keyword proactiveDeclaration brand channel bot nextgroup=proactiveName skipwhite
syntax keyword proactiveDeclaration test
syntax keyword proactiveDeclaration schedule nextgroup=proactiveHours,proactiveName skipwhite
syntax keyword proactiveStatement answer nextgroup=proactiveAnswer skipwhite
syntax keyword proactiveStatement expect nextgroup=proactiveNo,proactiveNothing,proactiveMessage skipwhite
syntax keyword proactiveStatement tags nextgroup=proactiveTag,proactiveText skipwhite

syntax match proactiveName /\<\h[[:alnum:]_-]*/ contained
syntax match proactiveMessage /\<\h[[:alnum:]_-]*/ contained
syntax match proactiveSegment /\<\h[[:alnum:]_-]*/ contained
syntax match proactiveAnswer /\<\h[[:alnum:]_-]*/ contained
syntax match proactiveTag /\<\h[[:alnum:]_-]*/ contained nextgroup=proactiveTagComma skipwhite
syntax match proactiveTagComma /,/ contained nextgroup=proactiveTag,proactiveText skipwhite skipempty
syntax keyword proactiveNothing contained nothing
syntax keyword proactiveNo contained no nextgroup=proactiveMessage skipwhite
syntax keyword proactiveHours contained anytime outside_business_hours
syntax keyword proactiveHours contained business_hours nextgroup=proactiveName skipwhite

" ---- fields

syntax match proactiveField /\<\h\w*\.[[:alnum:]_-]\+/ contains=proactiveObject
syntax match proactiveObject /\<\h\w*\ze\./ contained
syntax match proactiveLanguage /\%(device\.language\_s\+is\_s\+\%(not\_s\+\)\?\)\@<=\%(any\>\)\@!\h[[:alnum:]-]*/
syntax match proactiveLanguage /\%(\<device\s\+\)\@<=\h[[:alnum:]-]*/

" ---- numbers

syntax match proactiveNumber /\<\d\+m\d\+s\>\|\<\d\+[ms]\>/
syntax match proactiveNumber /\<\d\{4}-\d\d-\d\d\>/
syntax match proactiveNumber /\<\d\{1,2}:\d\d\%(-\d\{1,2}:\d\d\)\?\>/

" ---- texts and comments

syntax match proactiveEscape /\\["\\nt]\|\\u{\x\{1,6}}/ contained
syntax match proactiveError /\\[^"\\ntu]\|\\u\%({\x\{1,6}}\)\@!/ contained
syntax region proactiveText start=/"/ skip=/\\./ end=/"/ end=/$/ contains=proactiveEscape,proactiveError,@Spell
syntax region proactiveTextBlock start=/"""/ skip=/\\./ end=/"""/ keepend contains=proactiveEscape,proactiveError,@Spell
syntax match proactiveComment /#.*$/ contains=proactiveDirective,@Spell
syntax match proactiveDirective /\%(#\s*\)\@<=proactive:\s*allow\>/ contained

syntax sync match proactiveSync grouphere NONE /^\%(message\|brand\|channel\|bot\|schedule\|segment\|account\|test\)\>/
syntax sync minlines=100

highlight default link proactiveDeclaration Structure
highlight default link proactiveStatement Statement
highlight default link proactiveClause Statement
highlight default link proactiveNo Statement
highlight default link proactiveOperator Operator
highlight default link proactiveValue Constant
highlight default link proactiveNothing Constant
highlight default link proactiveHours Constant
highlight default link proactiveLanguage Constant
highlight default link proactiveName Type
highlight default link proactiveMessage Function
highlight default link proactiveSegment Function
highlight default link proactiveAnswer Identifier
highlight default link proactiveTag Tag
highlight default link proactiveField Identifier
highlight default link proactiveObject Special
highlight default link proactiveNumber Number
highlight default link proactiveText String
highlight default link proactiveTextBlock String
highlight default link proactiveEscape SpecialChar
highlight default link proactiveError Error
highlight default link proactiveComment Comment
highlight default link proactiveDirective PreProc

let b:current_syntax = 'proactive'
