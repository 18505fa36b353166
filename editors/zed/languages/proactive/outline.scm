(brand "brand" @context name: (name) @name) @item
(channel "channel" @context name: (name) @name) @item
(bot "bot" @context name: (name) @name) @item
(answer "answer" @context name: (name) @name) @item
(schedule "schedule" @context name: (name) @name) @item
(segment "segment" @context name: (name) @name) @item
(message "message" @context name: (name) @name) @item
(test "test" @context title: (string) @name) @item
