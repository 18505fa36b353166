// Running tests: one, those of a file, or all. The server runs them; this file reports the results to
// VS Code, each failure at the failed step.

import * as vscode from 'vscode';

import type { Client } from '../client';
import type { CoverageReport, Place, TestReport } from '../answers';
import { refusal, sentence } from '../protocol';
import { covered, type Covered } from './coverage';
import { line, report, summary } from './report';

/** The result of a test. */
export interface Outcome {
  readonly item: vscode.TestItem;
  readonly passed: boolean;
  readonly message: vscode.TestMessage | undefined;
}

/** Runs tests, once or after every change. */
export class TestRunner implements vscode.Disposable {
  /** The requests to run again when a file changes. */
  private readonly continuous = new Map<vscode.TestRunRequest, vscode.CancellationToken>();
  private timer: NodeJS.Timeout | undefined;
  private readonly ran = new vscode.EventEmitter<readonly Outcome[]>();
  /** Fires at the end of a run. */
  readonly onDidRun = this.ran.event;
  private readonly saw = new vscode.EventEmitter<readonly Covered[]>();
  /** Fires when the coverage of a workspace is known. */
  readonly onDidCover = this.saw.event;

  /** `project` returns the proactive workspace of a file. */
  constructor(
    private readonly client: Client,
    private readonly controller: vscode.TestController,
    private readonly project: (uri: vscode.Uri) => string,
  ) {}

  async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (request.continuous === true) {
      this.continuous.set(request, token);
      token.onCancellationRequested(() => this.continuous.delete(request));
    }
    await this.runOnce(request, token);
  }

  /** Called when a document has changed. */
  changed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      for (const [request, token] of this.continuous) {
        void this.runOnce(request, token);
      }
    }, 500);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.ran.dispose();
    this.saw.dispose();
    this.continuous.clear();
  }

  private async runOnce(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    const outcomes: Outcome[] = [];
    try {
      const projects = this.chosen(request);
      for (const [uri, items] of projects.values()) {
        if (token.isCancellationRequested || run.token.isCancellationRequested) {
          items.forEach(item => run.skipped(item));
          continue;
        }
        outcomes.push(...(await this.runProject(run, uri, items)));
        if (request.profile?.kind === vscode.TestRunProfileKind.Coverage) {
          await this.cover(run, uri);
        }
      }
    } finally {
      run.end();
      this.ran.fire(outcomes);
    }
  }

  /** The requested tests by proactive workspace, with one file of each workspace. */
  private chosen({ include, exclude }: vscode.TestRunRequest): Map<string, readonly [vscode.Uri, vscode.TestItem[]]> {
    const chosen = new Map<string, readonly [vscode.Uri, vscode.TestItem[]]>();
    const left = new Set(exclude ?? []);
    const seen = new Set<vscode.TestItem>();
    const add = (item: vscode.TestItem): void => {
      if (left.has(item) || seen.has(item)) {
        return;
      }
      seen.add(item);
      if (item.children.size > 0) {
        item.children.forEach(add);
      } else if (item.parent !== undefined && item.uri !== undefined) {
        const project = this.project(item.uri);
        const [uri, items] = chosen.get(project) ?? [item.uri, []];
        chosen.set(project, [uri, [...items, item]]);
      }
    };
    if (include === undefined) {
      this.controller.items.forEach(add);
    } else {
      include.forEach(add);
    }
    return chosen;
  }

  private async runProject(run: vscode.TestRun, uri: vscode.Uri, items: readonly vscode.TestItem[]): Promise<Outcome[]> {
    items.forEach(item => run.started(item));
    const errored = (words: string): Outcome[] => {
      const message = new vscode.TestMessage(words);
      items.forEach(item => run.errored(item, message));
      return items.map(item => ({ item, passed: false, message }));
    };
    const client = this.client.running;
    if (client === undefined) {
      return errored('The server is not running.');
    }
    const started = Date.now();
    let results: readonly TestReport[];
    try {
      const answer = await client.sendRequest<TestReport[] | null>('proactive/runTests', {
        textDocument: { uri: client.code2ProtocolConverter.asUri(uri) },
        names: items.map(({ id }) => id),
        wholeWorkspace: true,
      });
      results = answer ?? [];
    } catch (error) {
      const words = refusal(error)?.words ?? (error instanceof Error ? error.message : String(error));
      return errored(sentence(words));
    }
    const each = (Date.now() - started) / Math.max(1, items.length);
    const outcomes: Outcome[] = [];
    for (const item of items) {
      const result = results.find(({ name }) => name === item.id);
      if (result === undefined) {
        run.skipped(item);
        continue;
      }
      const output = [item.id, ...result.timeline.map(happened => `  ${line(happened)}`)];
      if (result.failure !== null) {
        output.push(`  ${summary(result.failure)}`);
      }
      let message: vscode.TestMessage | undefined;
      run.appendOutput(`${output.join('\r\n')}\r\n`, undefined, item);
      if (result.failure === null) {
        run.passed(item, each);
      } else {
        message = this.message(result);
        run.failed(item, message, each);
      }
      outcomes.push({ item, passed: result.passed, message });
    }
    return outcomes;
  }

  /** The failure, located at the failed step. */
  private message({ timeline, failure }: TestReport): vscode.TestMessage {
    if (failure === null) {
      throw new Error('a test that passed has no message');
    }
    const place = this.location(failure.location);
    const message = new vscode.TestMessage(report(timeline, failure));
    if (place !== undefined) {
      message.location = place;
    }
    return message;
  }

  private location({ uri, range: { start, end } }: Place): vscode.Location | undefined {
    const target = this.client.running?.protocol2CodeConverter.asUri(uri);
    return target && new vscode.Location(target, new vscode.Range(start.line, start.character, end.line, end.character));
  }

  private async cover(run: vscode.TestRun, uri: vscode.Uri): Promise<void> {
    const client = this.client.running;
    if (client === undefined) {
      return;
    }
    const asked = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } };
    try {
      const coverage = await client.sendRequest<CoverageReport | null>('proactive/coverage', asked);
      const files = coverage === null ? [] : covered(coverage, address => client.protocol2CodeConverter.asUri(address));
      files.forEach(file => run.addCoverage(file));
      this.saw.fire(files);
    } catch (error) {
      run.appendOutput(`${refusal(error)?.words ?? String(error)}\r\n`);
    }
  }
}
