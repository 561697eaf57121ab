import { NEW_REST_PATH, type NewRestCall } from '@dvc/contracts';

/** One call of the REST interface. */
export interface NewRestRoute {
  readonly call: NewRestCall;
  readonly method: 'GET' | 'POST';
  /** False for the call that gives out the token. */
  readonly needsToken: boolean;
  /** True where a success is the bare data, without `code` and `message`. */
  readonly isBare: boolean;
  readonly takesFiles: boolean;
}

const post = (call: NewRestCall, more: Partial<NewRestRoute> = {}): NewRestRoute => ({
  call,
  method: 'POST',
  needsToken: true,
  isBare: false,
  takesFiles: false,
  ...more,
});

/** Paths, parameters and shapes: observed (1). */
export const NEW_REST_ROUTES: Readonly<Record<NewRestCall, NewRestRoute>> = {
  GetToken: post('GetToken', { needsToken: false }),
  GetNextValue: post('GetNextValue', { method: 'GET', isBare: true }),
  UploadFile: post('UploadFile', { isBare: true, takesFiles: true }),
  CreateDossier: post('CreateDossier'),
  CapNhatTienTrinh: post('CapNhatTienTrinh'),
  CapNhatTrangThai: post('CapNhatTrangThai'),
};

export function findNewRestRoute(method: string, name: string): NewRestRoute | null {
  return Object.values(NEW_REST_ROUTES).find((route) => route.method === method && route.call === name) ?? null;
}

export function newRestAddressOf({ call, needsToken }: NewRestRoute): string {
  return `${NEW_REST_PATH}/${call}${needsToken ? '?token=' : ''}`;
}
