; Comments may contain links and keywords that editors highlight.

((comment) @injection.content
  (#set! injection.language "comment"))
