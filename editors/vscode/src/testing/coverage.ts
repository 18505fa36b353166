// What the tests cover, in VS Code's terms: a comparison is a statement with two branches, true and
// false; a message is a declaration, which is covered when a test shows it.

import * as vscode from 'vscode';

import type { CoverageReport, Place } from '../answers';

/** The coverage of a file; VS Code requests the details when it shows the file. */
export class Covered extends vscode.FileCoverage {
  constructor(
    uri: vscode.Uri,
    readonly details: vscode.FileCoverageDetail[],
  ) {
    const { statementCoverage, branchCoverage, declarationCoverage } = vscode.FileCoverage.fromDetails(uri, details);
    super(uri, statementCoverage, branchCoverage, declarationCoverage);
  }
}

/** The files in the server's answer; `uri` parses a URI as the server writes it. */
export function covered({ messages, comparisons }: CoverageReport, uri: (address: string) => vscode.Uri): Covered[] {
  const files = new Map<string, vscode.FileCoverageDetail[]>();
  const into = (place: Place, detail: vscode.FileCoverageDetail): void => {
    files.set(place.uri, [...(files.get(place.uri) ?? []), detail]);
  };
  for (const { message, location, shown } of messages) {
    into(location, new vscode.DeclarationCoverage(message, shown, range(location)));
  }
  for (const { location, seenTrue, seenFalse } of comparisons) {
    const at = range(location);
    const branches = [new vscode.BranchCoverage(seenTrue, at, 'true'), new vscode.BranchCoverage(seenFalse, at, 'false')];
    into(location, new vscode.StatementCoverage(seenTrue || seenFalse, at, branches));
  }
  return [...files].map(([address, details]) => new Covered(uri(address), details));
}

function range({ range: { start, end } }: Place): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
