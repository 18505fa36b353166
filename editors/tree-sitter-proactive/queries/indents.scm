; Indentation, with the capture names of Neovim.

[
  (block)
  (any_of)
  (parenthesized_expression)
  (segment)
  (when)
] @indent.begin

["}" "]" ")"] @indent.branch @indent.end

; The blanks of a text are its author's, but for those that all lines have.
(text_block) @indent.auto

(comment) @indent.auto
(ERROR) @indent.auto
