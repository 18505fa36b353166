// The names of the commands, as `package.json` declares them.

export const COMMAND_NAMES = [
  'proactive.restartServer',
  'proactive.showLog',
  'proactive.check',
  'proactive.preview',
  'proactive.simulateVisitor',
  'proactive.showCompiledJson',
  'proactive.newWorkspace',
  'proactive.openWalkthrough',
] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];
