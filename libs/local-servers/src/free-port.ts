import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody holds at this moment. Another program may be faster: be ready to ask again. */
export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no TCP port on 127.0.0.1.'));
      });
    });
  });
}
