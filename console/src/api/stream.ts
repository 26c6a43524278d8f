import { StreamParser } from '../base/sse';
import type { Api } from './client';
import { faultOfSchema } from './shapes';
import type { Decision, StreamedReading, StreamedReport, Version } from './types';

/** What the stream tells that this console listens to. */
export type News =
  | { readonly kind: 'version' | 'hello'; readonly data: Version }
  | { readonly kind: 'report'; readonly data: StreamedReport }
  | { readonly kind: 'reading'; readonly data: StreamedReading }
  | { readonly kind: 'decision'; readonly data: Decision };

export type StreamState = 'connecting' | 'open' | 'lost';

const schemaOf: Readonly<Record<News['kind'], string>> = {
  hello: 'Version',
  version: 'Version',
  report: 'StreamedReport',
  reading: 'StreamedReading',
  decision: 'Decision',
};

/**
 * Listens until `signal` is aborted, and connects again after a while when the stream breaks, behind the last message had.
 * Uses fetch, not EventSource, because that cannot send a token.
 */
export async function listen(
  api: Api,
  signal: AbortSignal,
  onNews: (news: News) => void,
  onState: (state: StreamState) => void,
): Promise<void> {
  let last: string | undefined;
  let pause = 1000;
  while (!signal.aborted) {
    onState('connecting');
    try {
      const headers = { accept: 'text/event-stream', ...(last ? { 'last-event-id': last } : {}) };
      const response = await api.open(api.href('/api/v1/events-stream', {}), headers, signal);
      onState('open');
      pause = 1000;
      for await (const message of messagesOf(response)) {
        last = message.id ?? last;
        const news = newsOf(message.event, message.data);
        if (news) onNews(news);
      }
    } catch {
      // Lost or refused: tried again below.
    }
    if (signal.aborted) return;
    onState('lost');
    await sleep(pause, signal);
    pause = Math.min(pause * 2, 30_000);
  }
}

async function* messagesOf(response: Response) {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  const parser = new StreamParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield* parser.push(decoder.decode(value, { stream: true }));
  }
}

/** A message as news; undefined for what this console does not listen to or cannot read. */
export function newsOf(event: string, data: string): News | undefined {
  const schema = schemaOf[event as News['kind']];
  if (schema === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(data);
    return faultOfSchema(schema, value) === undefined ? ({ kind: event, data: value } as News) : undefined;
  } catch {
    return undefined;
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
