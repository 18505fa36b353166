; Colours, with the names of Helix's themes. Here the first pattern counts.

(comment) @comment

[(duration) (interval) (date) (time_of_day)] @constant.numeric

(visit url: (string) @string.special.url)
(escape_sequence) @constant.character.escape
(invalid_escape) @error
[(string) (text_block)] @string

(segment name: (name) @function)
(segment_reference) @function
(message name: (name) @constant)
(answer name: (name) @constant)
(name) @type

(expect (reference) @constant)
(reply "answer" (reference) @constant)
(reference) @type

(field object: (object) @variable.builtin)
(field property: (property) @variable.other.member)

(tags (value) @string.special.symbol)
[(value) (days) (always)] @constant.builtin

[
  "account" "brand" "channel" "bot" "schedule" "segment" "message" "test"
] @keyword.storage.type

[
  "conversation_control" "external_id" "type" "business_hours" "channels" "answer" "status"
  "timezone" "open" "closed" "to"
  "text" "reply" "agent" "ask" "when" "after" "on" "tags" "frequency"
  "visitor" "device" "time" "visit" "title" "for" "wait" "expect" "no" "nothing"
  "dismiss" "end_conversation" "leave" "clear_data"
] @keyword

["and" "or" "not" "any" "of"] @keyword.operator
(operator ["is" "not" "contains" "does" "contain"] @keyword.operator)

["{" "}" "[" "]" "(" ")"] @punctuation.bracket
["," "."] @punctuation.delimiter
