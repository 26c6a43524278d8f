import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { GlobalSetupContext } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    address: string;
    token: string;
    artefacts: string;
  }
}

const here = new URL('.', import.meta.url).pathname;
const root = resolve(here, '../..');
const token = 'a token of the journeys';

/**
 * Reads the sample reports, and one that means harm, into a fresh ledger; serves it until all journeys are done. With
 * TAMGA_URL, and the token in TAMGA_TOKEN, a server that runs already is used.
 */
export default async function setup({ provide }: GlobalSetupContext): Promise<() => Promise<void>> {
  const artefacts = resolve(process.env['TAMGA_ARTEFACTS'] ?? join(here, 'artefacts'));
  mkdirSync(artefacts, { recursive: true });
  provide('artefacts', artefacts);
  const running = process.env['TAMGA_URL'];
  if (running) {
    provide('address', running);
    provide('token', process.env['TAMGA_TOKEN'] ?? token);
    return async () => undefined;
  }
  const tamga = resolve(process.env['TAMGA'] ?? join(root, 'build/release/tamga'));
  if (!existsSync(tamga)) throw new Error(`There is no program at ${tamga}: build it, or name it in TAMGA`);
  const folder = mkdtempSync(join(tmpdir(), 'tamga-e2e-'));
  const ledger = join(folder, 'e2e.ledger');
  execFileSync(tamga, ['add', '--ledger', ledger, join(root, 'samples'), join(here, 'reports/hostile.txt')], { stdio: ['ignore', 'ignore', 'pipe'] });
  const server = spawn(tamga, ['serve', '--ledger', ledger, '--port', '0', '--rate', '0'], {
    env: { ...process.env, TAMGA_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  provide('address', await addressOf(server));
  provide('token', token);
  return async () => {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The address that the program prints when it is ready. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = '';
    server.once('exit', (code) => failed(new Error(`tamga serve ended with ${code}: ${printed}`)));
    server.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /http:\/\/[\d.:[\]a-z]+\d/.exec(printed)?.[0];
      if (address) found(address);
    });
  });
}
