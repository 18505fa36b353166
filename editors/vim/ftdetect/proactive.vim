autocmd BufRead,BufNewFile *.proactive setfiletype proactive
