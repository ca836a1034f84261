import type { IncomingMessage } from 'node:http';
import { problem, type Problem } from '../../../system/words/problem.ts';
import { hostName, type HostName } from './host-names.ts';

/**
 * By these a browser on this machine, or at the near end of a tunnel to it, calls the server; no page elsewhere can
 * have such a name.
 */
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const DEFAULT_PORT: Readonly<Record<string, number>> = { http: 80, https: 443 };

type Request = Pick<IncomingMessage, 'rawHeaders' | 'url'> & { readonly socket: { readonly localPort?: number } };

/**
 * Why a request is none of this server's, or null. A web page whose name was made to resolve to this machine (DNS
 * rebinding) gives itself away by the host that it asks for; a page of another origin by its origin. `extra`: names
 * that are this server's too.
 */
export function stranger(request: Request, extra: readonly HostName[]): Problem | null {
  const hosts = valuesOf(request, 'host');
  const asked = [...hosts, ...authorityOf(request.url)];
  const foreign = hosts.length === 1 ? asked.find((text) => !isOwn(text, extra)) : hosts.join(', ');
  if (foreign !== undefined) return foreignHost(foreign, hosts.length);
  const origin = valuesOf(request, 'origin').find(
    (text) => !isOwnOrigin(text, hosts[0], request.socket.localPort, extra),
  );
  return origin === undefined ? null : foreignOrigin(origin);
}

function valuesOf({ rawHeaders }: Request, wanted: string): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1].toLowerCase() === wanted);
}

/** A target that is a whole address outranks the header `Host`. */
function authorityOf(target = ''): readonly string[] {
  return target.startsWith('/') || target === '*' ? [] : [/^https?:\/\/([^/?#]*)/i.exec(target)?.[1] ?? target];
}

function isOwn(text: string, extra: readonly HostName[]): boolean {
  const asked = hostName(text);
  if (!asked) return false;
  return (
    LOOPBACK.includes(asked.name) ||
    extra.some(
      ({ name, port }) =>
        name === asked.name &&
        (port === null || port === asked.port || (asked.port === null && Object.values(DEFAULT_PORT).includes(port))),
    )
  );
}

/** The origin that the request is addressed to, one of this machine at the server's own port, or one that was named. */
function isOwnOrigin(text: string, host: string, bound: number | undefined, extra: readonly HostName[]): boolean {
  const [, scheme, authority] = /^(https?):\/\/(.*)$/i.exec(text) ?? [];
  const from = authority === undefined ? null : hostName(authority);
  if (!from) return false;
  const usual = DEFAULT_PORT[scheme.toLowerCase()];
  const port = from.port ?? usual;
  const to = hostName(host);
  return (
    (to !== null && from.name === to.name && port === (to.port ?? usual)) ||
    (LOOPBACK.includes(from.name) && port === bound) ||
    extra.some((own) => own.name === from.name && (own.port === null || own.port === port))
  );
}

const OWN = '127.0.0.1, localhost, [::1] or a name of SPILLWAY_HOSTS';

function foreignHost(text: string, count: number): Problem {
  const message =
    count === 0
      ? 'the request does not say for which host it is'
      : count > 1
        ? `the request says ${count} times for which host it is`
        : `the request is for the host "${text}", which is not this server`;
  return problem(
    'foreign-host',
    'Host',
    count === 0 ? null : text,
    OWN,
    message,
    'use the address that the server printed, or add the name to SPILLWAY_HOSTS and start the server again',
  );
}

const foreignOrigin = (text: string): Problem =>
  problem(
    'foreign-origin',
    'Origin',
    text,
    OWN,
    `the request comes from a page of "${text}", which is not this server`,
    'open the page of this server itself, or add the name of the other one to SPILLWAY_HOSTS and start the ' +
      'server again',
  );
