; Highlighting, with Zed's capture names. If several patterns capture a node, the last one wins.

(comment) @comment

; ---- keywords

[
  "account" "brand" "channel" "bot" "schedule" "segment" "message" "test"
] @keyword

[
  "conversation_control" "external_id" "type" "website" "business_hours" "channels" "answer" "status"
  "timezone" "open" "closed" "to"
  "text" "reply" "agent" "ask" "when" "after" "on" "tags" "frequency"
  "visitor" "device" "time" "visit" "title" "for" "wait" "expect" "no" "nothing"
  "dismiss" "end_conversation" "leave" "clear_data"
] @keyword

["and" "or" "not"] @keyword.operator
["any" "of"] @keyword.operator
(operator) @keyword.operator
(operator ["is" "not" "contains" "does" "contain"] @keyword.operator)

(always) @constant

; ---- names

(name) @type
(segment name: (name) @function)
(message name: (name) @constant)
(answer name: (name) @constant)

(reference) @type
(expect (reference) @constant)
(reply "answer" (reference) @constant)
(segment_reference) @function

(field object: (object) @variable.special)
(field property: (property) @property)

; ---- values

(value) @constant
(tags (value) @string.special)
(days) @constant

[(duration) (interval) (date) (time_of_day)] @number

[(string) (text_block)] @string
(escape_sequence) @string.escape
(invalid_escape) @emphasis.strong

; Display names are set apart from texts that visitors read.
(account title: (string) @string.special)
(brand title: (string) @string.special)
(channel title: (string) @string.special)
(bot title: (string) @string.special)
(schedule title: (string) @string.special)
(message title: (string) @string.special)
(test title: (string) @string.special)
(visit url: (string) @link_uri)

; ---- punctuation

["{" "}" "[" "]" "(" ")"] @punctuation.bracket
["," "."] @punctuation.delimiter
