/** One request over HTTP and what came back, parsed where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string;
  readonly text: string;
  readonly json: Record<string, never>;
}

export async function ask(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(base + path, {
    method,
    body: sent as string | undefined,
    headers: { ...json, ...headers },
    redirect: 'manual',
  });
  const text = await response.text();
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  return {
    status: response.status,
    headers: response.headers,
    type,
    text,
    json: type.endsWith('json') && text !== '' ? JSON.parse(text) : {},
  };
}

export interface JobAnswer {
  readonly id: string;
  readonly state: string;
  readonly attempt: number;
  readonly progress: { stage: string; fraction: number };
  readonly problems: { code: string; message: string }[];
  readonly request: unknown;
  readonly result: Record<string, never> | null;
  readonly links: Readonly<Record<string, string>>;
}

/** The job that an answer describes. */
export const jobOf = (answer: Answer): JobAnswer => answer.json as unknown as JobAnswer;

/** Asks for a job until it is in one of the states. */
export async function until(
  base: string,
  address: string,
  states: readonly string[],
  seconds = 20,
): Promise<JobAnswer> {
  const end = Date.now() + 1000 * seconds;
  for (;;) {
    const job = (await ask(base, 'GET', address)).json as unknown as JobAnswer;
    if (states.includes(job.state)) return job;
    if (Date.now() > end)
      throw new Error(`${address} is ${job.state} after ${seconds} s: ${JSON.stringify(job.problems)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export const codes = (answer: Answer): string[] =>
  (answer.json as unknown as { problems: { code: string }[] }).problems.map((found) => found.code);
