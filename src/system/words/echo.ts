/** What a reader wrote is shown to him up to so many characters; an ellipsis stands for the rest. */
export const MOST_ECHOED = 80;

export function cut(text: string, most = MOST_ECHOED): string {
  if (text.length <= most) return text;
  const end = most - 1;
  // Half of a pair of code units is no character.
  const halved = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return `${text.slice(0, halved ? end - 1 : end)}…`;
}

/**
 * A value as a problem shows it: a long text cut, a list or block of a longer JSON as the beginning of that, a number
 * that JSON cannot hold as text.
 */
export function echoed(value: unknown): unknown {
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const json = jsonStart(value, MOST_ECHOED + 1);
  return json.length <= MOST_ECHOED ? value : cut(json);
}

/** `text` with a long value that it quotes cut as well; whatever else it holds, it is no longer than `most`. */
export function quoting(text: string, value: unknown, most: number): string {
  return cut(typeof value === 'string' && value.length > MOST_ECHOED ? withCut(text, value) : text, most);
}

/** Looks for the beginning of the value alone, so that the search stays linear. */
function withCut(text: string, value: string): string {
  const [start, shown] = [value.slice(0, MOST_ECHOED), cut(value)];
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, from)) {
    if (!text.startsWith(value, at)) break;
    parts.push(text.slice(from, at), shown);
    from = at + value.length;
  }
  return [...parts, text.slice(from)].join('');
}

/** At least the first `room` characters of the JSON of a value, which may be deep, endless or hold itself. */
function jsonStart(value: unknown, room: number): string {
  if (room <= 0) return '';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value !== 'object' || value === null)
    return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'null');
  const list = Array.isArray(value);
  let text = list ? '[' : '{';
  for (const key in value) {
    if (text.length >= room) return text;
    if (!Object.hasOwn(value, key)) continue;
    const name = list ? '' : `${JSON.stringify(key.slice(0, room))}:`;
    text += `${text.length > 1 ? ',' : ''}${name}`;
    text += jsonStart((value as Readonly<Record<string, unknown>>)[key], room - text.length);
  }
  return text + (list ? ']' : '}');
}
