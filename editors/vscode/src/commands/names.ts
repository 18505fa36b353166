// The command names, as declared in `package.json`.

export const COMMAND_NAMES = [
  'proactive.restartServer',
  'proactive.showLog',
  'proactive.check',
  'proactive.preview',
  'proactive.simulateVisitor',
  'proactive.showCompiledJson',
  'proactive.newMessage',
  'proactive.newWorkspace',
  'proactive.openReference',
  'proactive.openWalkthrough',
  'proactive.messages.open',
  'proactive.messages.preview',
  'proactive.messages.whoGetsIt',
  'proactive.messages.pause',
  'proactive.messages.publish',
  'proactive.messages.showCompiledJson',
] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];
