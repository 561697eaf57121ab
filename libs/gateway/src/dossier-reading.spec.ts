import { describe, expect, it } from '@jest/globals';
import { compareDossier, parseDossiers, type DossierDoubt } from './dossier-reading.js';
import type { Reading } from './reading.js';

const CODE = 'H97.12-260105-0001';
const SENT = {
  MaHoSo: CODE,
  TenTTHC: 'Cấp giấy chứng nhận mẫu',
  NgayTiepNhan: '20260105080000',
  NgayTra: '',
  TrangThaiHoSo: '4',
  TaiLieuNop: [{ TepDinhKemId: '1', DuocSoHoa: '1' }],
  DanhSachGiayToKetQua: [],
};
const state = (changes: object = {}): string => JSON.stringify({ ...SENT, ...changes });
const step = (moment: string): string => JSON.stringify({ MaHoSo: CODE, ThoiDiemXuLy: moment, TrangThai: '4' });
const doubt = (changes: Partial<DossierDoubt> = {}): DossierDoubt => {
  return { code: CODE, stream: 'state', body: state(), shown: null, ...changes };
};

describe('a state read back', () => {
  it.each<[string, object, Reading]>([
    ['as it was sent', {}, 'SAME'],
    ['with decomposed letters', { TenTTHC: SENT.TenTTHC.normalize('NFD') }, 'SAME'],
    ['with nothing for what was blank', { NgayTra: null, DanhSachGiayToKetQua: null }, 'SAME'],
    ['with a number for a text', { TrangThaiHoSo: 4 }, 'SAME'],
    ['without a field that the portal keeps to itself', { TaiLieuNop: undefined }, 'SAME'],
    ['with fields that we never sent', { SoTienDo: '3', TaiLieuNop: [{ ...SENT.TaiLieuNop[0], Moi: 'x' }] }, 'SAME'],
    ['with another status', { TrangThaiHoSo: '9' }, 'DIFFERENT'],
    ['with a day where there was none', { NgayTra: '20260107080000' }, 'DIFFERENT'],
    ['with a paper less', { TaiLieuNop: [] }, 'DIFFERENT'],
    ['with another paper', { TaiLieuNop: [{ TepDinhKemId: '2', DuocSoHoa: '1' }] }, 'DIFFERENT'],
    ['with an object for a text', { TenTTHC: { a: 1 } }, 'DIFFERENT'],
    ['under another code', { MaHoSo: `${CODE}1` }, 'ABSENT'],
  ])('%s is told apart', (_how, changes, reading) => {
    expect(compareDossier(doubt(), [{ ...SENT, ...changes }])).toBe(reading);
  });

  it('proves nothing where it is there twice', () => {
    expect(compareDossier(doubt(), [SENT, SENT])).toBe('UNCLEAR');
  });

  it.each<[string, object, number[], Reading]>([
    ['an older state differs in its status alone, and that has not been shown', { TrangThaiHoSo: '2' }, [2], 'SAME'],
    ['an older state had the same status and content', {}, [4], 'UNCLEAR'],
    ['a step may have moved an older state to the same status', { TrangThaiHoSo: '2' }, [2, 4], 'UNCLEAR'],
    ['an older state had other content', { NgayTiepNhan: '20260104080000' }, [4], 'SAME'],
  ])('where %s', (_how, old, statuses, reading) => {
    const shown = { bodies: [state(old)], statuses };
    expect(compareDossier(doubt({ shown }), [SENT])).toBe(reading);
  });

  it('proves nothing where the portal returns no more than what older states have in common with it', () => {
    const shown = { bodies: [state({ NgayTiepNhan: '20260104080000' })], statuses: [4] };
    expect(compareDossier(doubt({ shown }), [{ MaHoSo: CODE, TrangThaiHoSo: '4' }])).toBe('UNCLEAR');
  });
});

describe('steps read back', () => {
  const [one, two, three] = ['20260105080000', '20260105090000', '20260105100000'].map(step) as [
    string,
    string,
    string,
  ];
  const steps = doubt({ stream: 'journal', body: `${two},${three}`, shown: { bodies: [one], statuses: [] } });

  it.each<[string, object, Reading]>([
    ['all there', { SoTienDo: '3', TienDoCuoi: '20260105100000' }, 'SAME'],
    ['a number for a text', { SoTienDo: 3, TienDoCuoi: '20260105100000' }, 'SAME'],
    ['none there', { SoTienDo: '1', TienDoCuoi: '20260105080000' }, 'DIFFERENT'],
    ['some there', { SoTienDo: '2', TienDoCuoi: '20260105090000' }, 'UNCLEAR'],
    ['as many, but the last is another', { SoTienDo: '3', TienDoCuoi: '20260105080000' }, 'UNCLEAR'],
    ['no word on steps', {}, 'UNCLEAR'],
  ])('%s', (_how, told, reading) => {
    expect(compareDossier(steps, [{ MaHoSo: CODE, ...told }])).toBe(reading);
  });

  it('that say nothing new cannot be told of', () => {
    const again = doubt({ stream: 'journal', body: one, shown: { bodies: [one], statuses: [] } });
    expect(compareDossier(again, [{ MaHoSo: CODE, SoTienDo: '1', TienDoCuoi: '20260105080000' }])).toBe('UNCLEAR');
  });
});

describe('the answer to a look at a dossier', () => {
  it.each<[unknown, unknown]>([
    [{ error_code: 0, message: '', result: [{ MaHoSo: CODE }] }, [{ MaHoSo: CODE }]],
    [{ error_code: 0, message: '', result: [] }, []],
    [{ error_code: 0, message: '' }, null],
    [{ error_code: 900, message: '', result: [] }, null],
    [{ error_code: 0, result: {} }, null],
    [{ error_code: 0, result: ['x'] }, null],
  ])('%j is %j', (answer, dossiers) => {
    expect(parseDossiers(JSON.stringify(answer))).toEqual(dossiers);
  });
});
