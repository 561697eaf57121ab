// What HTTP alone costs in Node: parses the body, gives a constant answer, knows nothing. Nobody's peer; a scale for the others.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';

export async function startFloor({ login, lookup }) {
  const child = fork(import.meta.filename, ['--serve'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send({ [login.path]: login.reply, [lookup.path]: lookup.reply });
  const [port] = await once(child, 'message');
  return {
    name: 'node:http',
    version: process.version,
    note: 'a constant answer, no routes, no checks: the floor, not a peer',
    isFloor: true,
    url: `http://127.0.0.1:${port}`,
    roots: [child.pid],
    stop: async () => child.kill(),
  };
}

if (process.argv[2] === '--serve') {
  const [replies] = await once(process, 'message');
  const server = createServer((request, reply) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (piece) => (text += piece));
    request.on('end', () => {
      JSON.parse(text);
      reply.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      reply.end(replies[request.url]);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
  process.once('disconnect', () => process.exit());
}
