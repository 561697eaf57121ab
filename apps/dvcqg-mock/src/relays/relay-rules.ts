import { PORTAL_CODES } from '@dvc/contracts';
import type { Rule } from '../portal-api/behaviour/rule.js';
import { ownerOf } from '../portal-api/owner.js';
import { refuse } from '../portal-api/refusals.js';
import { isSameSecret } from '../portal-api/same-secret.js';
import type { RelayRoute } from './relay-routes.js';

/** Who knocks at a relay. */
export interface RelayCaller {
  readonly route: RelayRoute;
  /** From `Authorization: Bearer …`; empty when there is none. */
  readonly token: string;
  /** `MaDinhDanhDV`. */
  readonly unit: string;
}

export interface RelaySettings {
  /** Agency code of the account that the relay logs in with. */
  readonly account: string;
  /** Empty: none is asked for. */
  readonly token: string;
}

/** A relay's own demands; everything else is the portal's. */
export const RELAY_RULES: readonly Rule<RelayCaller, RelaySettings>[] = [
  {
    name: 'relay-token',
    says: 'Authorization: Bearer đúng mã đã đặt; không đặt MOCK_RELAY_TOKEN thì không hỏi',
    codes: [PORTAL_CODES.sessionInvalid],
    label: 'observed (1)',
    check: (caller, { token }) => (token === '' || isSameSecret(caller.token, token) ? null : refuse.sessionInvalid()),
  },
  {
    name: 'unit-of-the-province',
    says: 'Hà Giang: MaDinhDanhDV có mặt, cùng tỉnh hoặc bộ với tài khoản của trạm',
    codes: [PORTAL_CODES.agencyInvalid],
    label: 'assumed',
    check: ({ route, unit }, { account }) =>
      !route.namesUnit || (ownerOf(unit) !== null && ownerOf(unit) === ownerOf(account))
        ? null
        : refuse.agencyInvalid(unit),
  },
];
