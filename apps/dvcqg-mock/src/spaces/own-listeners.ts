import { MockConfig } from '@dvc/config';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import { OwnListener } from './own-listener.js';
import { SpaceRegistry } from './space-registry.js';
import type { Space } from './space.js';

/** The ports of those spaces that have one of their own. */
@Injectable()
export class OwnListeners implements BeforeApplicationShutdown {
  private readonly listeners = new Map<string, OwnListener>();

  constructor(
    spaces: SpaceRegistry,
    private readonly adapter: HttpAdapterHost,
    private readonly settings: MockConfig,
  ) {
    spaces.onOpen((space) => this.open(space));
    spaces.onGone((id) => {
      this.listeners.get(id)?.stop();
      this.listeners.delete(id);
    });
  }

  /** Where a space listens by itself; null for one that shares the mock's port. */
  urlOf(space: string): string | null {
    return this.listeners.get(space)?.url ?? null;
  }

  beforeApplicationShutdown(): void {
    for (const listener of this.listeners.values()) listener.stop();
  }

  private async open(space: Space): Promise<void> {
    if (space.record.listener !== 'own') return;
    const known = this.listeners.get(space.id);
    const http = this.adapter.httpAdapter.getHttpServer() as Server;
    const listener = known ?? new OwnListener(space, http, this.settings.LISTEN_ADDRESS);
    if (known) known.follow(space);
    this.listeners.set(space.id, listener);
    await listener.settle();
  }
}
