import { MockConfig } from '@dvc/config';
import {
  Injectable,
  UnauthorizedException,
  createParamDecorator,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { bearerOf } from '../portal-api/bearer.js';
import { isSameSecret } from '../portal-api/same-secret.js';
import type { WireRequest } from '../portal-api/wire.js';
import { DEFAULT_SPACE } from '../records/space-record.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Space } from '../spaces/space.js';

/** Where the control API of a space is: the default one has the short address as well. */
export const CONTROL_PATHS = ['__sim', '__sim/s/:space'];

interface ControlRequest extends WireRequest {
  readonly params: Readonly<Record<string, string | undefined>>;
  space?: Space;
}

/** Lets in who sends the mock's admin token, or that of the space the address names; opens the space. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(
    private readonly settings: MockConfig,
    private readonly spaces: SpaceRegistry,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ControlRequest>();
    const token = bearerOf(request);
    const named = request.params['space'];
    const isAdmin = isSameSecret(token, this.settings.MOCK_ADMIN_TOKEN);
    if (!isAdmin && (named === undefined || !isSameSecret(token, tokenOf(named, this.settings)))) {
      throw new UnauthorizedException('Cần tiêu đề Authorization: Bearer <MOCK_ADMIN_TOKEN>.');
    }
    request.space = await this.spaces.find(named ?? DEFAULT_SPACE);
    return true;
  }
}

/** The key to the control API of one space, and to nothing else. */
export function tokenOf(space: string, { MOCK_ADMIN_TOKEN }: MockConfig): string {
  return createHmac('sha256', MOCK_ADMIN_TOKEN).update(`space/${space}`).digest('base64url');
}

/** The space a control call is about. */
export const AtSpace = createParamDecorator((_nothing: unknown, context: ExecutionContext): Space => {
  const { space } = context.switchToHttp().getRequest<ControlRequest>();
  if (!space) throw new Error('AtSpace needs AdminGuard on the controller.');
  return space;
});
