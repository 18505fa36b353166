(message body: (_) @class.inside) @class.around
(test body: (_) @test.inside) @test.around
(segment condition: (_) @function.inside) @function.around

(comment) @comment.inside
(comment)+ @comment.around
