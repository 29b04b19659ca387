import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { z } from 'zod';

const summary = z.object({
  id: z.string(),
  /** ISO instant. */
  receivedAt: z.string(),
  from: z.string(),
  /** Whom the sender named to the server, blind copies included. */
  to: z.array(z.string()),
  subject: z.string(),
});

export type MessageSummary = z.infer<typeof summary>;

export interface Envelope {
  from: string;
  to: readonly string[];
}

export interface MessageFilter {
  /** One recipient, in any case. */
  to?: string | undefined;
  /** ISO instant; only what came later. */
  since?: string | undefined;
}

export interface StoredMessage extends MessageSummary {
  headers: readonly { key: string; value: string }[];
  text: string;
  html: string;
  attachments: readonly { name: string; type: string; bytes: number }[];
}

/** Caught messages as files: `<id>.eml` is what came, `<id>.json` its summary, written last. Ids sort by time. */
export class MessageStore {
  readonly #directory: string;
  readonly #summaries: MessageSummary[];

  constructor(directory: string) {
    fs.mkdirSync(directory, { recursive: true });
    this.#directory = directory;
    this.#summaries = readSummaries(directory);
  }

  async save(raw: Buffer, envelope: Envelope): Promise<MessageSummary> {
    const { subject } = await PostalMime.parse(raw);
    const receivedAt = this.#nextInstant();
    const id = `${receivedAt.replaceAll(/\D/g, '')}-${crypto.randomBytes(4).toString('hex')}`;
    const saved = { id, receivedAt, from: envelope.from, to: [...envelope.to], subject: subject ?? '' };
    fs.writeFileSync(this.#file(id, 'eml'), raw);
    fs.writeFileSync(this.#file(id, 'new'), JSON.stringify(saved));
    fs.renameSync(this.#file(id, 'new'), this.#file(id, 'json'));
    this.#summaries.push(saved);
    return saved;
  }

  /** The newest first. */
  list({ to, since }: MessageFilter = {}): MessageSummary[] {
    const wanted = to?.toLowerCase();
    return this.#summaries
      .filter((message) => wanted === undefined || message.to.some((address) => address.toLowerCase() === wanted))
      .filter((message) => since === undefined || message.receivedAt > since)
      .toReversed();
  }

  async read(id: string): Promise<StoredMessage | undefined> {
    const found = this.#summaries.find((message) => message.id === id);
    return found && { ...found, ...contentOf(await PostalMime.parse(fs.readFileSync(this.#file(id, 'eml')))) };
  }

  /** No two messages have the same instant, so that `since` the last one seen misses none. */
  #nextInstant(): string {
    const last = this.#summaries.at(-1)?.receivedAt ?? 0;
    return new Date(Math.max(Date.now(), new Date(last).getTime() + 1)).toISOString();
  }

  #file(id: string, ending: string): string {
    return path.join(this.#directory, `${id}.${ending}`);
  }
}

function readSummaries(directory: string): MessageSummary[] {
  const names = fs.readdirSync(directory).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => summary.parse(JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8'))));
}

function contentOf(email: Email): Pick<StoredMessage, 'headers' | 'text' | 'html' | 'attachments'> {
  return {
    headers: email.headers.map(({ key, value }) => ({ key, value })),
    text: email.text ?? '',
    html: email.html ?? '',
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? '',
      type: mimeType,
      bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
  };
}
