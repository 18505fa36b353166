; Foldable nodes: blocks, multi-line conditions, long texts, lists.

[
  (block)
  (text_block)
  (any_of)
  (parenthesized_expression)
  (segment)
  (comment)+
] @fold
