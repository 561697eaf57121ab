import { createServer, type AddressInfo } from 'node:net';

/** The wished port of 127.0.0.1 where it is free, else any free one. */
export async function freePort(wished: number): Promise<number> {
  return tryPort(wished).catch(() => tryPort(0));
}

async function tryPort(port: number): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => {
        done(found);
      });
    });
  });
}
