// Speaking to the service that the page came from: JSON in and out, and refusals as they are.

const PATIENCE = 30_000;

let key = null;

/** Send this key with every request from now on. It is kept nowhere. */
export function useKey(value) {
  key = value || null;
}

/** The service could not be reached, or did not answer in time. */
export class Unreachable extends Error {}

/** The service answered with a problem document; `retryAfter` is in seconds, where it named a time. */
export class Refused extends Error {
  constructor(status, problem, retryAfter) {
    super(problem?.errors?.[0]?.message ?? problem?.detail ?? `The service answered with status ${status}.`);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may be answered later. */
  get passing() {
    return this.status === 429 || this.status >= 500;
  }
}

/** Ask for a path with GET, or with POST if there is a body, and give the response once it is known to be good. */
export async function open(
  path,
  { method, body, type = "application/json", headers = {}, signal, patience = PATIENCE } = {},
) {
  const limit = patience ? AbortSignal.timeout(patience) : null;
  const signals = [signal, limit].filter(Boolean);
  let response;
  try {
    response = await fetch(path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      body: typeof body === "object" ? JSON.stringify(body) : body,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": type }),
        ...(key ? { Authorization: `Bearer ${key}` } : {}),
        ...headers,
      },
      signal: signals.length ? AbortSignal.any(signals) : undefined,
      credentials: "same-origin",
      redirect: "error",
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new Unreachable("The service does not answer.", { cause: error });
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

/** Ask for a path and give the JSON that it answers with. */
export async function ask(path, options) {
  const response = await open(path, options);
  try {
    return await response.json();
  } catch (error) {
    if (options?.signal?.aborted) throw options.signal.reason;
    throw new Unreachable("The answer of the service broke off.", { cause: error });
  }
}

async function refusal(response) {
  const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  let problem = null;
  try {
    problem = await response.json();
  } catch {
    // Whatever stands between the page and the service answers in its own way.
  }
  return new Refused(response.status, problem, Number.isNaN(retryAfter) ? null : retryAfter);
}
