// The task `proactive: check`: `proactive check --format short`, with its findings in the Problems
// view by way of the problem matcher.

import * as vscode from 'vscode';

import { checkArguments, type CheckDefinition } from './checkArguments';
import type { Found } from './server';

interface Definition extends vscode.TaskDefinition, CheckDefinition {}

/** Offers a task for each folder, and completes those in `tasks.json`. */
export class CheckTasks implements vscode.TaskProvider {
  static readonly type = 'proactive';

  /** `locate` says where the program is. */
  constructor(private readonly locate: () => Found | undefined) {}

  provideTasks(): vscode.Task[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.flatMap(folder => this.make({ type: CheckTasks.type, command: 'check' }, folder) ?? []);
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const definition = task.definition as Definition;
    const folder = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
    return definition.command === 'check' && folder !== undefined ? this.make(definition, folder) : undefined;
  }

  /** The task that checks all of `folder`. */
  forFolder(folder: vscode.WorkspaceFolder): vscode.Task | undefined {
    return this.make({ type: CheckTasks.type, command: 'check' }, folder);
  }

  private make(definition: Definition, folder: vscode.WorkspaceFolder): vscode.Task | undefined {
    const found = this.locate();
    if (found?.kind !== 'found') {
      return undefined;
    }
    const settings = vscode.workspace.getConfiguration('proactive', folder);
    const arguments_ = checkArguments(definition, settings.get<boolean>('check.denyWarnings', false));
    const execution = new vscode.ProcessExecution(found.program, arguments_, { cwd: folder.uri.fsPath });
    const name = definition.path === undefined ? 'check' : `check ${definition.path}`;
    const task = new vscode.Task(definition, folder, name, 'proactive', execution, '$proactive');
    task.group = vscode.TaskGroup.Build;
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
    return task;
  }
}
