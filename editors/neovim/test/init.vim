let &runtimepath = fnamemodify($HERE, ':h') . ',' . fnamemodify($HERE, ':h:h') . '/vim,' . &runtimepath
filetype plugin indent on
syntax on
