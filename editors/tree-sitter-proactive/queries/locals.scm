; Definitions and references. A workspace is a single namespace across its files, so only the
; answers of a bot have a scope smaller than the file.

(source_file) @local.scope
(bot) @local.scope

(brand name: (name) @local.definition.namespace)
(channel name: (name) @local.definition.namespace)
(bot name: (name) @local.definition.namespace)
(schedule name: (name) @local.definition.namespace)
(segment name: (name) @local.definition.function)
(message name: (name) @local.definition.constant)
(answer name: (name) @local.definition.constant)

(reference) @local.reference
(segment_reference) @local.reference
