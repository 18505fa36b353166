# Proactive chat messages as code: file type, highlighting and indentation for Kakoune.

hook global BufCreate .*[.]proactive %{
    set-option buffer filetype proactive
}

hook global WinSetOption filetype=proactive %{
    require-module proactive
    set-option window static_words %opt{proactive_static_words}
    hook window InsertChar \n -group proactive-indent proactive-indent-on-new-line
    hook window InsertChar [\])\x7d] -group proactive-indent proactive-indent-on-closing
    hook -once -always window WinSetOption filetype=.* %{ remove-hooks window proactive-.+ }
}

hook -group proactive-highlight global WinSetOption filetype=proactive %{
    add-highlighter window/proactive ref proactive
    hook -once -always window WinSetOption filetype=.* %{ remove-highlighter window/proactive }
}

hook global BufSetOption filetype=proactive %{
    set-option buffer comment_line '#'
    set-option buffer indentwidth 2
    set-option buffer extra_word_chars '_' '-'
}

provide-module proactive %§

declare-option str-list proactive_static_words \
    account brand channel bot schedule segment message test \
    conversation_control external_id type website business_hours channels answer status timezone open closed \
    text reply when after on tags frequency ask visitor device time visit wait expect dismiss \
    end_conversation leave clear_data agent to for title no nothing \
    and or not is contains does contain any of always anytime outside_business_hours \
    web_widget release keep published paused draft page_view page_load \
    once_per_customer once_per_visit every_time name email new returning \
    mon tue wed thu fri sat sun

add-highlighter shared/proactive regions
add-highlighter shared/proactive/code default-region group
add-highlighter shared/proactive/comment region '#' '$' group
add-highlighter shared/proactive/text_block region '"""' (?<!\\)(\\\\)*""" group
add-highlighter shared/proactive/text region '"' ((?<!\\)(\\\\)*"|$) group

add-highlighter shared/proactive/comment/ fill comment
add-highlighter shared/proactive/comment/ regex '#\h*(proactive:\h*allow)\b' 1:meta
add-highlighter shared/proactive/text_block/ fill string
add-highlighter shared/proactive/text/ fill string
add-highlighter shared/proactive/text_block/ regex '\\(["\\nt]|u\{[0-9A-Fa-f]{1,6}\})' 0:meta
add-highlighter shared/proactive/text/ regex '\\(["\\nt]|u\{[0-9A-Fa-f]{1,6}\})' 0:meta

# Plain words first: rules that also look at the preceding word come later and win.
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(conversation_control|external_id|type|website|business_hours|channels|answer|status|timezone|open|closed|text|reply|when|after|on|tags|frequency|ask|time|visit|wait|expect|dismiss|end_conversation|leave|clear_data)(?![\w-])' 0:keyword
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(visitor|device)(?![\w.-])' 0:keyword
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(agent|to|for|title|no|nothing)(?![\w-])' 0:keyword
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(and|or|not|is|contains|does|contain|any|of)(?![\w-])' 0:operator
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(always|anytime|outside_business_hours|web_widget|release|keep|published|paused|draft|page_view|page_load|once_per_customer|once_per_visit|every_time|name|email|new|returning)(?![\w-])' 0:value
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?(?![\w-])' 0:value
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(account|test)(?![\w-])' 0:type
add-highlighter shared/proactive/code/ regex '(?<![\w.-])([A-Za-z_][\w-]*)(\.[\w-]+)' 1:builtin 2:variable
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(\d+m\d+s|\d+[ms]|\d{4}-\d\d-\d\d|\d{1,2}:\d\d(-\d{1,2}:\d\d)?)(?![\w-])' 0:value
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(message|segment)\h+([A-Za-z_][\w-]*)' 1:type 2:function
add-highlighter shared/proactive/code/ regex '(?<![\w.-])(brand|channel|bot|schedule)\h+([A-Za-z_][\w-]*)' 1:type 2:module
add-highlighter shared/proactive/code/ regex '(?<![\w.-])schedule\h+(anytime|business_hours|outside_business_hours)(?![\w-])' 1:value
add-highlighter shared/proactive/code/ regex '(?<![\w.-])answer\h+([A-Za-z_][\w-]*)' 1:variable
add-highlighter shared/proactive/code/ regex '(?<![\w.-])expect\h+(?:no\h+)?([A-Za-z_][\w-]*)' 1:function
add-highlighter shared/proactive/code/ regex '(?<![\w.-])expect\h+(?:(nothing)(?![\w-])|(no)\h+[A-Za-z_])' 1:value 2:keyword
add-highlighter shared/proactive/code/ regex '(?<![\w.-])tags\h+([A-Za-z_][\w-]*(?:\h*,\h*[A-Za-z_][\w-]*)*)' 1:attribute

define-command -hidden proactive-indent-on-new-line %{
    evaluate-commands -draft -itersel %{
        # Continue a comment block, unless its last line is empty or a directive.
        try %{ execute-keys -draft k x s ^\h*#(?!\h*proactive:)\h*[^\s\n] <ret> j x s ^\h* <ret> P }
        # Keep the indentation of the line above, and add a level after an opening bracket.
        try %{ execute-keys -draft <semicolon> K <a-&> }
        try %{ execute-keys -draft k x <a-k> ([\x7b\[(]|\bwhen)\h*(#[^\n]*)?$ <ret> j <a-gt> }
        try %{ execute-keys -draft k : proactive-trim <ret> }
    }
}

define-command -hidden proactive-indent-on-closing %{
    try %{ execute-keys -draft -itersel <a-h> <a-k> ^\h*[\x7d\])]$ <ret> <a-lt> }
}

define-command -hidden proactive-trim %{
    try %{ execute-keys -draft x s \h+$ <ret> d }
}

§
