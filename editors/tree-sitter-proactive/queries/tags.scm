; Definitions and references of a file, for symbol lists.

(brand name: (name) @name) @definition.module
(channel name: (name) @name) @definition.module
(bot name: (name) @name) @definition.class
(answer name: (name) @name) @definition.method
(schedule name: (name) @name) @definition.constant
(segment name: (name) @name) @definition.function
(message name: (name) @name) @definition.constant
(test title: (string (string_content) @name)) @definition.function

(reference) @name @reference.constant
(segment_reference) @name @reference.call
