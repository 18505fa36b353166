; The declarations of a file, for the symbol picker without a server; in the kinds that Helix supports.

(brand name: (name) @name) @definition.module
(channel name: (name) @name) @definition.module
(bot name: (name) @name) @definition.class
(schedule name: (name) @name) @definition.constant
(segment name: (name) @name) @definition.function
(message name: (name) @name) @definition.struct
(test title: (string (string_content) @name)) @definition.section
