(block "}" @end) @indent
(any_of "]" @end) @indent
(parenthesized_expression ")" @end) @indent
(segment) @indent
