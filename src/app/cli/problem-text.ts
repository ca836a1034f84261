import type { Problem } from '../../system/problem.ts';

/** Problems for a reader, grouped by file in the order of their lines. */
export function problemText(problems: readonly Problem[]): string {
  const files = [...new Set(problems.map((one) => one.file ?? ''))];
  const blocks = files.map((file) => {
    const own = problems.filter((one) => (one.file ?? '') === file).sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    return [...(file === '' ? [] : [file]), ...own.map(entry)].join('\n');
  });
  return [`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`, ...blocks].join('\n\n');
}

function entry(found: Problem): string {
  const place = found.line === undefined ? '' : `${found.line}:${found.column ?? 1}  `;
  const value = found.value === null ? '' : ` (is ${shown(found.value)}${found.limit === null ? '' : `; allowed: ${found.limit}`})`;
  return `  ${place}${found.path === '' ? '' : `${found.path}: `}${found.message}${value}\n      ${found.code}: ${found.hint}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
