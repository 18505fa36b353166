// Conditions: comparisons in groups, tested with the values of a visitor on a page.

import type { Bundle, Comparison, Condition } from './bundle';

/** The values of the fields that conditions ask for. */
export type Values = Readonly<Record<Comparison[0], string>>;

/** Whether a condition holds. Groups alternate: all parts of the outermost one must be true, one part of a group within it. */
export function holds(bundle: Bundle, group: readonly Condition[], values: Values, all = true): boolean {
  const part = (it: Condition) => (typeof it === 'number' ? isTrue(bundle, bundle.comparisons[it]!, values) : holds(bundle, it, values, !all));
  return all ? group.every(part) : group.some(part);
}

/**
 * `iu` is simple case folding (ECMAScript, Canonicalize). Languages are ranges of RFC 4647, basic filtering; their tags
 * are ASCII, for which `i` alone does not match other letters.
 */
export function isTrue(bundle: Bundle, [field, operator, ...wanted]: Comparison, values: Values): boolean {
  const isLanguage = field === 'device.language';
  const [before, after] = operator.includes('contain') ? ['', ''] : ['^', isLanguage ? '(-|$)' : '$'];
  const flags = isLanguage ? 'i' : bundle.case_sensitive ? 'u' : 'iu';
  const fits = (value: string) => new RegExp(before + value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&') + after, flags).test(values[field]);
  return wanted.some(fits) !== operator.includes('not');
}
