import type { Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { bindSocket } from './space-address.js';
import type { Space } from './space.js';

/**
 * A port that belongs to one space, so that trouble can begin before a call has named its space.
 * Its connections are served by the one HTTP server of the mock.
 */
export class OwnListener {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private port = 0;

  constructor(
    private space: Space,
    private readonly http: HttpServer,
    private readonly address: string,
  ) {
    this.server = createServer({ pauseOnConnect: true }, (socket) => {
      this.take(socket).catch(() => socket.destroy());
    });
    this.follow(space);
  }

  /** Without a slash at its end. */
  get url(): string {
    const host = this.address.includes(':') ? `[${this.address}]` : this.address;
    return `http://${host}:${String(this.port)}`;
  }

  /** The space was opened anew. */
  follow(space: Space): void {
    this.space = space;
    space.faults.onChange(() => this.settle());
  }

  /** Listens, or refuses, as the faults of the space want it. The port stays the same. */
  async settle(): Promise<void> {
    const { isBroken, isRefused } = this.space.faults.connections;
    if (isRefused && this.server.listening) this.server.close();
    if (isBroken) this.breakOpen();
    if (isRefused || this.server.listening) return;
    this.server.listen(this.port, this.address);
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    this.server.close();
    this.breakOpen();
  }

  /** Callers keep connections open: over them an outage would go unnoticed. */
  private breakOpen(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  private async take(socket: Socket): Promise<void> {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    const fault = await this.space.faults.drawConnection();
    if (fault?.effect.type === 'down') {
      // Of a black hole nothing comes back; the connection is held until somebody gives up.
      if (fault.effect.kind === 'reset') socket.resetAndDestroy();
      return;
    }
    if (fault && fault.delayMs > 0) await this.space.clock.sleep(fault.delayMs);
    bindSocket(socket, this.space.id);
    this.http.emit('connection', socket);
    socket.resume();
  }
}
