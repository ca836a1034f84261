import { invalid, problem, valid, type Checked, type Problem } from '../../../system/words/problem.ts';

/** A name as it stands in an address, in lower case, and its port where one is written. */
export interface HostName {
  readonly name: string;
  readonly port: number | null;
}

const LONGEST = 260;
/**
 * A name, an IPv4 address, or an IPv6 address in brackets, then perhaps a port: nothing else, no user, no trailing dot.
 */
const FORM = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9]|[a-z0-9][a-z0-9._-]{0,251}[a-z0-9])(?::([0-9]{1,5}))?$/;

/** Null for what is no `host` or `host:port`. */
export function hostName(text: string): HostName | null {
  const found = text.length <= LONGEST ? FORM.exec(text.toLowerCase()) : null;
  if (!found || found[1].includes('..')) return null;
  const port = found[2] === undefined ? null : Number(found[2]);
  return port === 0 || (port !== null && port > 65_535) ? null : { name: found[1], port };
}

/** The names of `SPILLWAY_HOSTS`, apart by commas, each with the port it holds for or for every port. */
export function readHosts(text: string): Checked<readonly HostName[]> {
  const written = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const names = written.map(hostName);
  const bad = written.filter((_, at) => names[at] === null);
  return bad.length > 0 ? invalid(bad.map(badHost)) : valid(names as readonly HostName[]);
}

function badHost(text: string): Problem {
  return problem(
    'host',
    'SPILLWAY_HOSTS',
    text,
    'a name such as spillway.example.org, an address such as 10.0.0.5 or [fd00::1], or either with a port',
    `"${text}" is not the name of a host`,
    remedy(text),
  );
}

function remedy(text: string): string {
  if (text.includes('*')) return 'name every host by itself: a pattern would let in names that others own';
  if (text.includes('://') || text.includes('/')) return 'leave out "http://" and everything after the name and port';
  if (text.includes('@')) return 'leave out the user';
  if (/^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f.]*$/i.test(text)) return `put the address in brackets`;
  if (/[^\x20-\x7e]/.test(text)) return 'write the name in its ASCII form, which begins with "xn--"';
  if (text.endsWith('.')) return 'leave out the dot at the end';
  if (/\s|;/.test(text)) return 'put commas between names';
  return 'use letters, digits, dots and hyphens, and a port from 1 to 65535';
}
