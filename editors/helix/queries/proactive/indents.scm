[
  (block)
  (any_of)
  (parenthesized_expression)
  (segment)
] @indent

["}" "]" ")"] @outdent
