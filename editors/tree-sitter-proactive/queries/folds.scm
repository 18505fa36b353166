; What can be folded away: blocks, conditions over several lines, long texts, lists.

[
  (block)
  (text_block)
  (any_of)
  (parenthesized_expression)
  (segment)
  (comment)+
] @fold
