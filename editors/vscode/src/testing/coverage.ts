// The comparisons that the tests cover, in VS Code's terms: a comparison is a statement with two
// branches, true and false; a message is a declaration.

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

/** The coverage of one comparison, merged from all messages that use it. */
interface Seen {
  readonly place: Place;
  seenTrue: boolean;
  seenFalse: boolean;
}

/** The files in the server's answer; `uri` parses a URI as the server writes it. */
export function covered({ messages }: CoverageReport, uri: (address: string) => vscode.Uri): Covered[] {
  const files = new Map<string, vscode.FileCoverageDetail[]>();
  const into = (place: Place, detail: vscode.FileCoverageDetail): void => {
    files.set(place.uri, [...(files.get(place.uri) ?? []), detail]);
  };
  const places = new Map<string, Seen>();
  for (const { message, location, comparisons } of messages) {
    const wasDecided = comparisons.some(({ seenTrue, seenFalse }) => seenTrue || seenFalse);
    into(location, new vscode.DeclarationCoverage(message, wasDecided, range(location)));
    for (const { locations, seenTrue, seenFalse } of comparisons) {
      for (const place of locations) {
        const key = JSON.stringify(place);
        const seen = places.get(key) ?? { place, seenTrue: false, seenFalse: false };
        seen.seenTrue ||= seenTrue;
        seen.seenFalse ||= seenFalse;
        places.set(key, seen);
      }
    }
  }
  for (const { place, seenTrue, seenFalse } of places.values()) {
    const at = range(place);
    const branches = [new vscode.BranchCoverage(seenTrue, at, 'true'), new vscode.BranchCoverage(seenFalse, at, 'false')];
    into(place, new vscode.StatementCoverage(seenTrue || seenFalse, at, branches));
  }
  return [...files].map(([address, details]) => new Covered(uri(address), details));
}

function range({ range: { start, end } }: Place): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
