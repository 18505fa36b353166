; Indentation, with the capture names of Neovim.

[
  (block)
  (any_of)
  (parenthesized_expression)
  (segment)
  (when)
] @indent.begin

["}" "]" ")"] @indent.branch @indent.end

; The spaces of a text belong to its author, except the common indentation.
(text_block) @indent.auto

(comment) @indent.auto
(ERROR) @indent.auto
