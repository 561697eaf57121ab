import { PORTAL_PATHS } from '@dvc/contracts';
import type { SwitchName } from '../../apps/dvcqg-mock/src/switches/switch-table.js';
import { eventually } from './eventually.js';
import { exampleStep, firstGenerationDossier } from './example-dossiers.js';
import { NewRest, newDossier } from './new-rest.js';
import { PAYMENT_PARTNER, PAYMENT_SECRET, init } from './payment-messages.js';
import { ProvinceStandIn } from './province-stand-in.js';
import { ACCOUNT, MockRig, PASSWORD, exampleService, type Reply } from './running-mock.js';

/** Started by the suite that tries the switches on it. */
export const portal = new MockRig();
/** Where the portal sends what it tells a province. */
export const province = new ProvinceStandIn();
const rest = new NewRest(portal);
const PAYMENT_PATH = '/XrdAdapter/RestService/forward/thanhtoan/g';

async function registerPartner(): Promise<void> {
  const partner = { secret: PAYMENT_SECRET, confirmUrl: `${province.url}/ket-qua` };
  await portal.sim('PUT', `payment-partners/${PAYMENT_PARTNER}`, partner);
}

export const GOOD_LOGIN = { username: ACCOUNT, password: PASSWORD };
const CODE = '000.00.12.H97-210914-0007';
export const codeOf = (reply: Reply): unknown => reply.data['error_code'];
const create = (...data: object[]): Promise<Reply> => portal.call('DongBoHoSoMC', { isUpdating: 'False', data });
const report = (...data: object[]): Promise<Reply> => portal.call('CapNhatTienDoHoSoMC', { data });
const publish = (...data: object[]): Promise<Reply> => portal.call('DongBoDVC', { isUpdating: 'False', data });
export const dossier = firstGenerationDossier;
const step = (second: number, changes: object = {}): object =>
  exampleStep({ ThoiDiemXuLy: `202109150800${String(10 + second)}`, ...changes });
const second = exampleService({ MADVC: '9.900102.01', MATTHC: '9.900102', TENTTHC: undefined });
const question = (id: number): object => ({
  HOIDAPID: id,
  MaLinhVuc: 'G09-LD91',
  NOIDUNG: 'Bao lâu?',
  MADONVI: '000.00.12.H97',
});
export const list = 'LayDanhMucLinhVuc';

/** What is seen with the switch as it is by default, and with it set; the two differ, or the switch does nothing. */
interface Trial {
  /** The strict value, where strict is another. */
  readonly set: string | number;
  readonly see: () => Promise<unknown>;
  readonly standard: unknown;
  readonly changed: unknown;
  readonly beside?: object;
}
const trial = (
  [set, standard, changed]: readonly [string | number, unknown, unknown],
  see: () => Promise<unknown>,
  beside: object = {},
): Trial => ({ set, standard, changed, see, beside });

async function stepsAfter(...steps: object[]): Promise<unknown> {
  await create(dossier());
  for (const one of steps) await report(one);
  const { data } = await portal.sim('GET', `state/dossiers/${CODE}`);
  return (data['progress'] as unknown[]).length;
}

async function lookUp(): Promise<Record<string, unknown>> {
  const { data } = await portal.call('TraCuuHoSo', { mahoso: CODE });
  return (data['result'] as Record<string, unknown>[])[0] ?? {};
}

async function twice(): Promise<[Reply, Reply]> {
  const session = await portal.login();
  return [await portal.send(session, list), await portal.send(session, list)];
}

/** Long over. */
export const PAST = '2000-01-01T00:00:00+07:00/2001-01-01T00:00:00+07:00';

export const TRIALS: Readonly<Record<SwitchName, Trial>> = {
  'paths.generic': trial(['/mapi/h', [200, 404], [404, 200]], async () => {
    const body = { session: await portal.login(), madonvi: ACCOUNT, service: list };
    const other = PORTAL_PATHS.call.replace(/g$/, 'h');
    return [(await portal.post(PORTAL_PATHS.call, body)).status, (await portal.post(other, body)).status];
  }),
  'ip.allowList': trial(['192.0.2.0/24', 0, 101], async () =>
    codeOf(await portal.post(PORTAL_PATHS.login, GOOD_LOGIN)),
  ),
  maintenance: trial(['on', 0, 503], async () => codeOf(await portal.post(PORTAL_PATHS.login, GOOD_LOGIN))),
  'maintenance.window': trial([PAST, 503, 0], async () => codeOf(await portal.post(PORTAL_PATHS.login, GOOD_LOGIN)), {
    maintenance: 'on',
  }),
  'session.ttlSeconds': trial([0, [0, 0], [0, 102]], async () => (await twice()).map(codeOf)),
  'session.perAccount': trial(['one', 0, 102], async () => {
    const old = await portal.login();
    await portal.login();
    return codeOf(await portal.send(old, list));
  }),
  'errorCode.type': trial(['string', 0, '0'], async () => codeOf(await portal.call(list))),
  'http.businessErrors': trial(['status', 200, 404], async () => (await portal.call('LayQDCB', { idQDCB: 1 })).status),
  'http.faults': trial(['status', 200, 503], async () => (await portal.post(PORTAL_PATHS.login, GOOD_LOGIN)).status, {
    maintenance: 'on',
  }),
  'duplicate.code': trial(['0', 3, 0], async () => {
    await create(dossier());
    return codeOf(await create(dossier()));
  }),
  'duplicate.create': trial(['overwrite', 3, 0], async () => {
    await create(dossier());
    return codeOf(await create(dossier()));
  }),
  'batch.mode': trial(['atomic', 402, 302], async () =>
    codeOf(await publish(exampleService(), { ...second, MADVC: '1' })),
  ),
  'batch.max.services': trial([1, 0, 400], async () => codeOf(await publish(exampleService(), second))),
  'batch.max.dossiers': trial([1, 0, 400], async () =>
    codeOf(await create(dossier(), dossier({ MaHoSo: '000.00.12.H97-210914-0008' }))),
  ),
  'batch.max.progress': trial([1, 0, 400], async () => {
    await create(dossier());
    return codeOf(await report(step(1), step(2)));
  }),
  'batch.max.others': trial([1, 0, 400], async () =>
    codeOf(await portal.call('DongBoHoiDap', { data: [question(1), question(2)] })),
  ),
  'fields.required': trial(['all', 0, 200], async () => codeOf(await create(dossier()))),
  'fields.unknownKeys': trial(['reject', 0, 500], async () => codeOf(await create(dossier({ LaTruong: 'x' })))),
  'fields.upperCaseNames': trial(['reject', 0, 200], async () => {
    const { TenTTHC, ...others } = dossier();
    return codeOf(await create({ ...others, TENTTHC: TenTTHC }));
  }),
  'limits.text': trial(['reject', 0, 303], async () =>
    codeOf(await create(dossier({ TrichYeuHoSo: 'ế'.repeat(1_001) }))),
  ),
  'status.nonStandard': trial(['reject', 0, 304], async () => codeOf(await create(dossier({ TrangThaiHoSo: '11' })))),
  'status.transitions': trial(['reject', 0, 210], async () => {
    await create(dossier());
    return codeOf(await report(step(1, { TrangThai: '10' })));
  }),
  'procedure.unknownInWrite': trial(['warn', 202, 0], async () =>
    codeOf(await create(dossier({ MaTTHC: '9.999999' }))),
  ),
  'procedure.localCodes': trial(['national', 0, 302], async () =>
    codeOf(await create(dossier({ MaTTHC: '9.900101.000.00.00.H97' }))),
  ),
  'layThuTuc.unknown': trial(['202', 0, 202], async () =>
    codeOf(await portal.call('LayThuTuc', { maTTHC: '9.999999' })),
  ),
  'layDvc.extended': trial(['off', true, false], async () => {
    await publish(exampleService());
    return JSON.stringify((await portal.call('LayDVC')).data).includes('MALINHVUC');
  }),
  'progress.order': trial(['reject', 2, 1], () => stepsAfter(step(2), step(1))),
  'progress.beforeDossier': trial(['hold', 201, 0], async () => codeOf(await report(step(1)))),
  'progress.movesStatus': trial(['off', '9', '4'], async () => {
    await stepsAfter(step(1, { TrangThai: '9' }));
    return (await lookUp())['TrangThaiHoSo'];
  }),
  'traCuuHoSo.progressKeys': trial(['off', '0', undefined], async () => {
    await create(dossier());
    return (await lookUp())['SoTienDo'];
  }),
  'progress.duplicateRow': trial(['append', 1, 2], () => stepsAfter(step(1), step(1))),
  'techId.unknown': trial(['empty', 1, 0], async () => {
    const { data } = await portal.call('TraCuuTechID', { mstorcmnd: '9700000101' });
    return (data['result'] as unknown[]).length;
  }),
  'dstcode.check': trial(['equal', 0, 104], async () => codeOf(await portal.call(list))),
  'payment.checksum': trial(['ignored', '99', '00'], async () => {
    await registerPartner();
    return (await portal.post(PAYMENT_PATH, init({ MaXacThuc: '0'.repeat(64) }))).data['MaLoi'];
  }),
  'payment.confirmType': trial(['XACNHAN', 'CONFIRM', 'XACNHAN'], async () => {
    province.forget();
    await registerPartner();
    await portal.post(PAYMENT_PATH, init());
    const { data } = await portal.sim('GET', 'payments');
    const [payment] = data['payments'] as { id: string }[];
    await portal.sim('POST', `payments/${payment?.id ?? ''}/pay`);
    await eventually(() => {
      if (province.received.length === 0) throw new Error('nothing came');
      return Promise.resolve();
    });
    return province.received[0]?.body?.['LoaiBanTin'];
  }),
  'newRest.tokenSeconds': trial([300, 3_600, 300], async () => {
    const { data } = await rest.getToken({ client_id: ACCOUNT, client_secret: PASSWORD });
    return (data['data'] as { expires_in: number }).expires_in;
  }),
  'newRest.fileMaxKiB': trial([4_096, true, false], async () => {
    await rest.renew();
    return Array.isArray((await rest.upload(new Blob(['a'.repeat(5 * 1024 * 1024)]))).data['data']);
  }),
  'newRest.files': trial(['any', false, true], async () => {
    await rest.renew();
    const file = { IdGiayTo: 'khong-co', TenGiayTo: 'Đơn' };
    const ThanhPhanHoSo = [{ MaThanhPhanHoSo: 'TP97', TenThanhPhanHoSo: 'Đơn', GiayToDinhKem: [file] }];
    return (await rest.post('CreateDossier', newDossier({ ThanhPhanHoSo }))).data['code'] === 200;
  }),
  'rate.perMinute': trial([3, 0, 429], async () => {
    const session = await portal.login();
    const codes = [];
    // A minute may end in the middle; one of the two parts holds more than three.
    for (let n = 0; n < 8; n++) codes.push(codeOf(await portal.send(session, list)));
    return codes.includes(429) ? 429 : codes[0];
  }),
};
