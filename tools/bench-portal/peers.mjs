// Other mocks, told to answer the same login and the same look-up. Each gets the rules it has for telling them apart.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startProgram, untilAnswering } from './program.mjs';
import { jsonServerFiles, mockoonFiles, mountebankFiles, prismFiles, wiremockFiles } from './peer-files.mjs';

/** Newest versions that run on Node 20. */
const VERSIONS = {
  '@mockoon/cli': '9.9.0',
  mountebank: '2.9.1',
  '@stoplight/prism-cli': '5.14.2',
  wiremock: '3.13.2',
  'json-server': '0.17.4',
};

const PEERS = [
  {
    name: 'Mockoon',
    npm: '@mockoon/cli',
    files: mockoonFiles,
    args: ({ port, file }) => ['start', '--data', file('mockoon.json'), '--port', port, '--disable-log-to-file'],
    bin: 'mockoon-cli',
  },
  {
    name: 'Mountebank',
    npm: 'mountebank',
    files: mountebankFiles,
    args: ({ port2, file }) => [
      ...['start', '--configfile', file('mountebank.json'), '--noParse', '--port', port2, '--localOnly'],
      ...['--loglevel', 'error', '--nologfile', '--pidfile', file('mb.pid')],
    ],
    bin: 'mb',
  },
  {
    name: 'Prism',
    npm: '@stoplight/prism-cli',
    files: prismFiles,
    args: ({ port, file }) => [
      'mock',
      file('prism.json'),
      '--port',
      port,
      '--host',
      '127.0.0.1',
      '--verboseLevel',
      'silent',
    ],
    bin: 'prism',
  },
  {
    name: 'WireMock',
    npm: 'wiremock',
    files: wiremockFiles,
    needs: ['java', ['-version']],
    args: ({ port, folder }) => [
      ...['--port', port, '--bind-address', '127.0.0.1', '--root-dir', folder],
      ...['--no-request-journal', '--disable-banner'],
    ],
    bin: 'wiremock',
  },
  {
    name: 'json-server',
    npm: 'json-server',
    files: jsonServerFiles,
    args: ({ port, file }) => [
      ...[file('db.json'), '--port', port, '--host', '127.0.0.1', '--quiet'],
      ...['--middlewares', file('post-reads.cjs')],
    ],
    bin: 'json-server',
    note: 'answers POST through a middleware that reads, in indented JSON; does not look at the body',
  },
];

/** Into a folder that git ignores; nothing is done where the versions are there already. */
export function installPeers(folder, tell) {
  const manifest = JSON.stringify({ private: true, dependencies: VERSIONS });
  mkdirSync(folder, { recursive: true });
  const isThere = Object.entries(VERSIONS).every(([name, version]) => versionIn(folder, name) === version);
  if (isThere) return;
  tell(`Đang cài vào / installing into ${folder}: ${Object.keys(VERSIONS).join(', ')} …`);
  writeFileSync(join(folder, 'package.json'), manifest);
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) tell(`npm install: ${stderr}`);
}

function versionIn(folder, name) {
  try {
    return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  } catch {
    return null;
  }
}

/** Those that can run here, each of them answering. */
export async function startPeers({ folder, data, script, tell }) {
  const peers = [];
  const skipped = [];
  for (const peer of PEERS) {
    const reason = whyNot(peer, folder);
    if (reason !== null) skipped.push({ name: peer.name, reason });
    else
      await startPeer(peer, { folder, data, script }).then(
        (started) => peers.push(started),
        (failure) => skipped.push({ name: peer.name, reason: failure.message }),
      );
  }
  for (const { name, reason } of skipped) tell(`${name}: bỏ qua / skipped: ${reason}`);
  return { peers, skipped };
}

function whyNot({ npm, needs }, folder) {
  if (versionIn(folder, npm) !== VERSIONS[npm]) return `npm không cài được / could not be installed: ${npm}`;
  if (needs && spawnSync(...needs).error) return `không có / there is no ${needs[0]}`;
  return null;
}

async function startPeer(peer, { folder, data, script }) {
  const home = join(data, peer.bin);
  mkdirSync(home, { recursive: true });
  const [port, port2] = [String(await freePort()), String(await freePort())];
  for (const [name, text] of Object.entries(peer.files({ ...script, port: Number(port) }))) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const place = { port, port2, folder: home, file: (name) => join(home, name) };
  const log = join(data, `${peer.bin}.log`);
  const program = startProgram({
    command: join(folder, 'node_modules/.bin', peer.bin),
    args: peer.args(place),
    cwd: home,
    env: { ...process.env, NODE_ENV: 'production' },
    log,
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    for (const { path, body, reply } of [script.login, script.lookup])
      await untilAnswering(program, { url: url + path, body, expected: (text) => isSame(text, reply), log });
  } catch (failure) {
    await program.stop();
    throw failure;
  }
  const { name, note = '' } = peer;
  return { name, version: VERSIONS[peer.npm], note, url, roots: [program.pid], stop: () => program.stop() };
}

function isSame(text, reply) {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(JSON.parse(reply));
  } catch {
    return false;
  }
}
