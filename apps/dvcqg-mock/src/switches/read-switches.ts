import { isJsonObject, type Json } from '../portal-api/json.js';
import {
  PROFILES,
  allowedValues,
  isAllowed,
  isSwitchName,
  type Profile,
  type SwitchName,
  type SwitchValues,
} from './switch-table.js';

export interface SwitchSetting {
  readonly profile: Profile | undefined;
  /** Null takes a change back. */
  readonly changes: { readonly [N in SwitchName]?: SwitchValues[N] | null };
}

/** `{ "profile": "strict", "switches": { "batch.mode": "silent" } }`, both parts optional. All mistakes are told at once. */
export function readSwitches(body: Json): { setting: SwitchSetting; problems: string[] } {
  const { profile, switches = {}, ...others } = isJsonObject(body) ? body : { body };
  const chosen = PROFILES.find((name) => name === profile);
  const given = isJsonObject(switches) ? Object.entries(switches) : [];
  const problems = [
    ...Object.keys(others).map((name) => `${name}: chỉ nhận profile và switches`),
    ...(profile !== undefined && chosen === undefined ? [`profile: ${PROFILES.join(' · ')}`] : []),
    ...(isJsonObject(switches) ? [] : ['switches: cần một đối tượng JSON']),
    ...given.flatMap(([name, value]) => {
      if (!isSwitchName(name)) return [`${name}: không có công tắc này`];
      return value === null || isAllowed(name, value) ? [] : [`${name}: ${allowedValues(name)}`];
    }),
  ];
  return { setting: { profile: chosen, changes: Object.fromEntries(given) }, problems };
}
