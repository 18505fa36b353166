; Highlighting, with the scope names of Helix's themes. If several patterns capture a node, the last
; one wins, as in Helix 25.07 and later.

(comment) @comment

; ---- keywords

[
  "account" "brand" "channel" "bot" "schedule" "segment" "message" "test"
] @keyword.storage.type

[
  "conversation_control" "external_id" "type" "website" "business_hours" "channels" "answer" "status"
  "timezone" "open" "closed" "to"
  "text" "reply" "agent" "ask" "when" "after" "on" "tags" "frequency"
  "visitor" "device" "time" "visit" "title" "for" "wait" "expect" "no" "nothing"
  "dismiss" "end_conversation" "leave" "clear_data"
] @keyword

["and" "or" "not" "any" "of"] @keyword.operator
(operator) @keyword.operator
(operator ["is" "not" "contains" "does" "contain"] @keyword.operator)

; ---- names

(name) @type
(segment name: (name) @function)
(message name: (name) @constant)
(answer name: (name) @constant)

(reference) @type
(expect (reference) @constant)
(reply "answer" (reference) @constant)
(segment_reference) @function

(field object: (object) @variable.builtin)
(field property: (property) @variable.other.member)

; ---- values

[(value) (days) (always)] @constant.builtin
(tags (value) @string.special.symbol)

[(duration) (interval) (date) (time_of_day)] @constant.numeric

[(string) (text_block)] @string
(escape_sequence) @constant.character.escape
(invalid_escape) @error

; Display names are set apart from texts that visitors read.
(account title: (string) @string.special)
(brand title: (string) @string.special)
(channel title: (string) @string.special)
(bot title: (string) @string.special)
(schedule title: (string) @string.special)
(message title: (string) @string.special)
(test title: (string) @string.special)
(visit url: (string) @string.special.url)

; ---- punctuation

["{" "}" "[" "]" "(" ")"] @punctuation.bracket
["," "."] @punctuation.delimiter
