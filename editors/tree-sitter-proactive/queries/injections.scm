; Comments may hold links and marks that editors know.

((comment) @injection.content
  (#set! injection.language "comment"))
